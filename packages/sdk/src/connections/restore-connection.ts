import { grantMethod } from '../grants/obtain-grant.ts'
import type { Connection } from './connections.ts'
import { type Context, connectionNotFound, viewAtPresent } from './context.ts'
import { RESTORABLE_MS } from './remove-connection.ts'
import { rewriteConnection } from './rewrite-connection.ts'

/**
 * Takes a removed connection back into use, with the secrets it had. A token that was issued for it is gone: one that
 * a person granted has to be granted again, any other is asked for anew when it is needed.
 */
export async function restoreConnection(context: Context, id: string): Promise<Connection> {
  const record = await context.store.get(context.tenant, id)
  if (record === undefined || record.removedAt === null) throw connectionNotFound(id)
  // The purge comes when somebody works in the background; the end of the time does not wait for it.
  if (context.clock().getTime() - Date.parse(record.removedAt) >= RESTORABLE_MS) throw connectionNotFound(id)
  const adapter = context.definitions.find(record.definition)
  const needsPerson = adapter !== undefined && grantMethod(adapter, record.authType)?.kind === 'oauth2'
  const restored = await rewriteConnection(context, record, {
    action: 'connection.restored',
    change: ({ status, removedAt }) =>
      // Somebody else has restored it at this moment, and what was done to it since stays.
      removedAt === null
        ? undefined
        : { removedAt: null, status: needsPerson && status !== 'inactive' ? 'pending' : status },
  })
  return viewAtPresent(context, restored)
}
