import { ConnformError, type RemovedTenant, type TenantStore } from '@connform/core'
import { plainEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import { revokeStored } from '../grants/revoke-stored.ts'
import type { RemoveTenantOptions, Tenants } from './tenants.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

/** The tenants of a database, over the port. */
export function allTenants(store: TenantStore, contextFor: (tenant: string) => Context): Tenants {
  return Object.freeze<Tenants>({
    list: async ({ limit = DEFAULT_LIMIT, after } = {}) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
        throw new ConnformError('ERR_OPTION_INVALID', `A page holds 1 to ${MAX_LIMIT} tenants.`)
      }
      const tenants = await store.list({ limit, ...(after === undefined ? {} : { after }) })
      const last = tenants.at(-1)
      return { tenants, ...(last !== undefined && tenants.length === limit ? { next: last } : {}) }
    },

    remove: async (id, options = {}) => {
      const context = contextFor(id)
      const revoked = options.revoke === false ? 0 : await revokeAll(context, options)
      const describe = (counts: RemovedTenant) =>
        plainEntry(context, 'tenant.removed', { kind: 'tenant', id, after: { ...counts, revoked } })
      // Whatever comes of it: nobody is let in by what was known before.
      const removed = await store.remove(id, describe).finally(context.principals.forget)
      context.vault.forget(id)
      return { ...removed, revoked }
    },
  })
}

async function revokeAll(context: Context, { signal, onProgress }: RemoveTenantOptions): Promise<number> {
  const { tenant, store } = context
  let revoked = 0
  let done = 0
  let page = await store.list(tenant, { limit: MAX_LIMIT })
  for (;;) {
    for (const { id } of page.connections) {
      if (signal?.aborted === true) throw stopped(revoked)
      const record = await store.get(tenant, id)
      if (record !== undefined && (await revokeStored(context, record)) === true) revoked += 1
      done += 1
      onProgress?.({ done })
    }
    if (page.next === undefined) return revoked
    page = await store.list(tenant, { limit: MAX_LIMIT, after: page.next })
  }
}

const stopped = (revoked: number): ConnformError =>
  new ConnformError(
    'ERR_CLOSED',
    `The removal of the tenant was stopped; nothing is removed yet. ${revoked} tokens were taken back.`,
    'Call it again to finish it. Connections whose token was taken back get another when they need it.',
  )
