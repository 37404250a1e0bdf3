import { ConnformError, prepare } from '@connform/core'
import type { Connections } from './connections.ts'
import { type Context, connectionNotFound, findRecord, viewAtPresent } from './context.ts'
import { createConnection } from './create-connection.ts'
import { listConnections } from './list-connections.ts'
import { rewriteConnection } from './rewrite-connection.ts'
import { testConnection } from './test-connection.ts'
import { updateConnection } from './update-connection.ts'

/** The connections of one tenant, over the ports. */
export function tenantConnections(context: Context): Connections {
  const { tenant, store, clock, definitions } = context
  return Object.freeze<Connections>({
    validate: (definition, input) => {
      const adapter = definitions.adapter(definition)
      return prepare(adapter.definition, input, { adapter, now: clock() })
    },
    create: (definition, input, options = {}) => createConnection(context, { definition, input }, options),
    update: (id, patch, options = {}) => updateConnection(context, { id, patch }, options),
    get: async (id) => viewAtPresent(context, await findRecord(context, id)),
    list: (options = {}) => listConnections(context, options),
    test: (id, options = {}) => testConnection(context, id, options),
    setStatus: async (id, status) => {
      if (status !== 'active' && status !== 'inactive') {
        throw new ConnformError('ERR_OPTION_INVALID', 'A connection is set to active or inactive.')
      }
      const record = await findRecord(context, id)
      return viewAtPresent(context, await rewriteConnection(context, record, () => ({ status })))
    },
    remove: async (id) => {
      if (!(await store.remove(tenant, id))) throw connectionNotFound(id)
    },
  })
}
