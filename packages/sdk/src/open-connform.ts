import { builtinAdapters } from '@connform/adapters'
import { type Clock, ConnformError, type Issue, type Store, type Vault } from '@connform/core'
import { openStore } from '@connform/storage'
import { createTransport, type Transport } from '@connform/transport'
import { keyFromBytes, openKeyFile, openVault } from '@connform/vault'
import { connectionClient } from './client/connection-client.ts'
import type { Context } from './connections/context.ts'
import { tenantConnections } from './connections/tenant-connections.ts'
import type { Connform, ConnformOptions, KeyOptions } from './connform.ts'
import { type DefinitionRegistry, definitionRegistry } from './definitions.ts'
import { type KeyStatus, tenantKeys } from './keys.ts'
import { oauthCallbacks } from './oauth/oauth-callbacks.ts'
import { tenantOAuthClients } from './oauth/oauth-clients.ts'

/**
 * Puts the parts together: database, keys, network, definitions. Close it when done.
 *
 * @example
 * const connform = await openConnform({ database: 'sqlite:connections.db', keys: { file: 'connform.key' } })
 * const result = await connform.connections.create('my-provider', { name: 'Production', … })
 */
export async function openConnform(options: ConnformOptions): Promise<Connform> {
  const clock = options.clock ?? (() => new Date())
  const definitions = definitionRegistry(builtinAdapters, options.adapters)
  for (const definition of options.definitions ?? []) {
    const { ok, issues } = definitions.add(definition)
    if (!ok) throw invalidDefinition(issues)
  }
  const transport = createTransport({ clock, ...(options.hosts === undefined ? {} : { hosts: options.hosts }) })
  const store = await openStore(options.database)
  try {
    // After the store: a key made for a database that does not open would be new to nobody the next time.
    const { keyEncryptionKey, status } = openKey(options.keys)
    const { sealsPerLease } = options.keys
    const limits = sealsPerLease === undefined ? {} : { limits: { sealsPerLease } }
    const vault = openVault({ keyEncryptionKey, dataKeys: store.dataKeys, clock, ...limits })
    return assemble({ definitions, clock, transport, store, vault, keyStatus: status }, options.tenant ?? 'default')
  } catch (error) {
    await store.close()
    throw error
  }
}

interface Parts {
  readonly definitions: DefinitionRegistry
  readonly clock: Clock
  readonly transport: Transport
  readonly store: Store
  readonly vault: Vault
  readonly keyStatus: KeyStatus['keyEncryptionKey']
}

function assemble({ definitions, clock, transport, store, vault, keyStatus }: Parts, firstTenant: string): Connform {
  let open = true
  const renewals: Context['renewals'] = new Map()
  const forTenant = (tenant: string): Connform => {
    if (typeof tenant !== 'string' || tenant === '') {
      throw new ConnformError('ERR_OPTION_INVALID', 'A tenant needs an id: a text that is not empty.')
    }
    const context: Context = {
      tenant,
      store: store.connections,
      oauthClients: store.oauthClients,
      authorizations: store.authorizations,
      vault,
      http: transport.request,
      oauth: transport.oauth,
      clock,
      definitions,
      renewals,
    }
    const { validate, ...stored } = tenantConnections(context)
    return Object.freeze<Connform>({
      tenantId: tenant,
      definitions,
      connections: Object.freeze({ validate, ...whileOpen(stored, () => open) }),
      oauthClients: whileOpen(tenantOAuthClients(context), () => open),
      oauth: whileOpen(oauthCallbacks(context), () => open),
      client: (id) => connectionClient(context, id),
      keys: whileOpen(tenantKeys(tenant, store.dataKeys, keyStatus), () => open),
      tenant: forTenant,
      close: async () => {
        if (!open) return
        open = false
        vault.close()
        transport.close()
        await store.close()
      },
    })
  }
  return forTenant(firstTenant)
}

function invalidDefinition(issues: readonly Issue[]): ConnformError {
  const first = issues.find(({ severity }) => severity === 'error')
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `
  return new ConnformError(
    'ERR_DEFINITION_INVALID',
    `A definition cannot be used: ${where}${first?.message ?? ''}`,
    'Run connform lint on its file.',
  )
}

function openKey(options: KeyOptions): {
  keyEncryptionKey: ReturnType<typeof keyFromBytes>
  status: KeyStatus['keyEncryptionKey']
} {
  if ('file' in options) {
    const { key, created } = openKeyFile(options.file)
    return { keyEncryptionKey: key, status: { source: 'file', file: options.file, created } }
  }
  return { keyEncryptionKey: keyFromBytes(options.key), status: { source: 'bytes', created: false } }
}

/** The same asynchronous functions, refusing to run once connform is closed. */
function whileOpen<T extends object>(functions: T, isOpen: () => boolean): T {
  const guarded = Object.entries(functions).map(([name, run]) => [
    name,
    async (...words: unknown[]) => {
      if (!isOpen()) throw new ConnformError('ERR_CLOSED', 'This connform is closed.')
      return (run as (...words: unknown[]) => unknown)(...words)
    },
  ])
  return Object.freeze(Object.fromEntries(guarded))
}
