import { type AuditQuery, type AuditRecord, ConnformError } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { Audit, AuditFilter } from './audit.ts'
import { verifyAudit } from './verify-audit.ts'

const DEFAULT_LIMIT = 100
const PAGE = 1000

/** The audit of one tenant, over the port. */
export function tenantAudit({ tenant, audit }: Pick<Context, 'tenant' | 'audit'>): Audit {
  async function* entries(filter: AuditFilter = {}): AsyncGenerator<AuditRecord, void, undefined> {
    let after = 0
    for (;;) {
      const page = await audit.list(tenant, { ...checked(filter), after, limit: PAGE })
      yield* page
      const last = page.at(-1)
      if (last === undefined || page.length < PAGE) return
      after = last.sequence
    }
  }

  return Object.freeze<Audit>({
    list: async ({ limit = DEFAULT_LIMIT, newestFirst = false, after, ...filter } = {}) => {
      const query: AuditQuery = {
        ...checked(filter),
        limit: checkedLimit(limit),
        newestFirst,
        ...(after === undefined ? {} : { after }),
      }
      const found = await audit.list(tenant, query)
      const last = found.at(-1)
      return { entries: found, ...(last !== undefined && found.length === limit ? { next: last.sequence } : {}) }
    },
    entries,
    verify: ({ signal } = {}) => verifyAudit({ tenant, audit }, signal),
  })
}

function checked(filter: AuditFilter): AuditFilter {
  for (const moment of [filter.from, filter.to]) {
    if (moment !== undefined && Number.isNaN(Date.parse(moment))) {
      throw new ConnformError('ERR_OPTION_INVALID', 'A moment has to be written like 2026-01-31T12:00:00Z.')
    }
  }
  const { from, to } = filter
  return {
    ...filter,
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
  }
}

function checkedLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= PAGE) return limit
  throw new ConnformError('ERR_OPTION_INVALID', `A page holds 1 to ${PAGE} entries.`)
}
