import { ConnformError } from '@connform/core'
import { grantMethod } from '../grants/obtain-grant.ts'
import type { Connection } from './connections.ts'
import { type Context, findRecord, viewAtPresent } from './context.ts'
import { rewriteConnection } from './rewrite-connection.ts'
import { statusSwitchedOn } from './status-after.ts'

/** Switches a connection on or off. Works where its definition is not known, too. */
export async function setStatus(context: Context, id: string, status: 'active' | 'inactive'): Promise<Connection> {
  if (status !== 'active' && status !== 'inactive') {
    throw new ConnformError('ERR_OPTION_INVALID', 'A connection is set to active or inactive.')
  }
  const record = await findRecord(context, id)
  const adapter = context.definitions.find(record.definition)
  const needsPerson = adapter !== undefined && grantMethod(adapter, record.authType)?.kind === 'oauth2'
  const rewritten = await rewriteConnection(context, record, {
    action: 'connection.status_set',
    change: (latest) => ({ status: status === 'active' ? statusSwitchedOn(latest, needsPerson) : status }),
  })
  return viewAtPresent(context, rewritten)
}
