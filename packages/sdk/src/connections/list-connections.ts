import { type ConnectionStatus, ConnformError } from '@connform/core'
import type { ConnectionList, ListOptions } from './connections.ts'
import { type Context, viewAtPresent } from './context.ts'
import { readCursor, writeCursor } from './list-cursor.ts'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000

const statuses: Readonly<Record<ConnectionStatus, true>> = Object.freeze({
  active: true,
  inactive: true,
  failing: true,
  pending: true,
  needs_reauth: true,
  uninstalled: true,
})

/** One page of a tenant's connections, oldest first. Throws `ERR_OPTION_INVALID` for an option of another form. */
export async function listConnections(context: Context, options: ListOptions): Promise<ConnectionList> {
  const { limit = DEFAULT_LIMIT, cursor, ...filter } = options
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new ConnformError('ERR_OPTION_INVALID', `A page holds 1 to ${MAX_LIMIT} connections.`)
  }
  if (filter.status !== undefined && !Object.hasOwn(statuses, filter.status)) {
    throw new ConnformError('ERR_OPTION_INVALID', `A status is one of ${Object.keys(statuses).join(', ')}.`)
  }
  const after = cursor === undefined ? {} : { after: readCursor(cursor) }
  const records = await context.store.list(context.tenant, { ...filter, ...after, limit })
  const last = records.at(-1)
  // A full page may be the last one: only the store knows, so it is asked for one row more.
  const more =
    last !== undefined && records.length === limit
      ? await context.store.list(context.tenant, { ...filter, after: last, limit: 1 })
      : []
  const connections = records.map((record) => viewAtPresent(context, record))
  return { connections, ...(last !== undefined && more.length > 0 ? { next: writeCursor(last) } : {}) }
}
