import { prepare } from '@connform/core'
import { authorizeConnection } from '../oauth/authorize-connection.ts'
import type { Connections } from './connections.ts'
import { type Context, findSummary, viewAtPresent } from './context.ts'
import { createConnection } from './create-connection.ts'
import { listConnections } from './list-connections.ts'
import { listOptions } from './list-options.ts'
import { reauthorizeConnection } from './reauthorize-connection.ts'
import { removeConnection } from './remove-connection.ts'
import { restoreConnection } from './restore-connection.ts'
import { setStatus } from './set-status.ts'
import { testConnection } from './test-connection.ts'
import { updateConnection } from './update-connection.ts'

/** The connections of one tenant, over the ports. */
export function tenantConnections(context: Context): Connections {
  const { clock, definitions } = context
  return Object.freeze<Connections>({
    validate: (definition, input) => {
      const adapter = definitions.adapter(definition)
      return prepare(adapter.definition, input, { adapter, now: clock() })
    },
    create: (definition, input, options = {}) => createConnection(context, { definition, input }, options),
    update: (id, patch, options = {}) => updateConnection(context, { id, patch }, options),
    get: async (id) => viewAtPresent(context, await findSummary(context, id)),
    list: (options = {}) => listConnections(context, options),
    test: (id, options = {}) => testConnection(context, id, options),
    setStatus: (id, status) => setStatus(context, id, status),
    options: (id, source) => listOptions(context, id, source),
    authorize: (id, options) => authorizeConnection(context, id, options),
    reauthorize: (id, patch, options = {}) => reauthorizeConnection(context, { id, patch }, options),
    remove: (id, options = {}) => removeConnection(context, id, options),
    restore: (id) => restoreConnection(context, id),
  })
}
