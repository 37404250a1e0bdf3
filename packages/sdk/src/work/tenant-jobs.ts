import type { Job } from '@connform/core'
import { plainEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import { sweep } from '../keys/sweep.ts'
import { countNoticed, dueNotices } from './due-notices.ts'
import type { JobTools } from './start-work.ts'
import type { DueNotice } from './work.ts'

type Run = (tools: JobTools, job: Job) => Promise<void>

/** What is looked after for a whole tenant. */
export const tenantJobs: Readonly<Record<string, Run>> = Object.freeze({
  sweep: async ({ contextFor, tell }, { data, signal }) => {
    const { tenant = '' } = data
    const context = contextFor(tenant)
    const records = await context.dataKeys.list(tenant)
    if (records.every(({ state }) => state === 'active')) return
    const { resealed, remaining, destroyed } = await sweep(context, { signal })
    tell({ kind: 'swept', tenant, resealed, remaining, destroyed })
  },

  notices: async ({ contextFor, tell }, { data }) => {
    const { tenant = '' } = data
    const context = contextFor(tenant)
    for (const notice of dueNotices(context.definitions.list(), context.clock())) {
      if (await wasTold(context, notice)) continue
      const connections = await countNoticed(context, notice)
      if (connections === 0) continue
      const { id, definition, on, daysLeft } = notice
      const after = { notice: id, definition, on, daysLeft, connections }
      await context.audit.append(tenant, plainEntry(context, 'notice.due', { kind: 'tenant', id: tenant, after }))
      tell({ kind: 'notice', tenant, notice, connections })
    }
  },
})

/** More than the notices of a day. */
const LOOKED_AT = 1000

async function wasTold({ tenant, audit }: Context, { id, definition, on, daysLeft }: DueNotice): Promise<boolean> {
  const query = { subject: tenant, action: 'notice.due', newestFirst: true, limit: LOOKED_AT } as const
  const told = await audit.list(tenant, query)
  return told.some(
    ({ after }) =>
      after?.['notice'] === id &&
      after['definition'] === definition &&
      after['on'] === on &&
      after['daysLeft'] === daysLeft,
  )
}
