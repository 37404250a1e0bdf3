import { builtinAdapters } from '@connform/adapters'
import { type Clock, ConnformError, type Issue, type Store, type Vault } from '@connform/core'
import { openStore } from '@connform/storage'
import { createTransport, type Transport } from '@connform/transport'
import { openVault } from '@connform/vault'
import { tenantAudit } from './audit/tenant-audit.ts'
import { connectionClient } from './client/connection-client.ts'
import { forgettingStore, recent as recentConnections } from './client/recent.ts'
import { type Context, SYSTEM } from './connections/context.ts'
import { tenantConnections } from './connections/tenant-connections.ts'
import type { Connform, ConnformOptions } from './connform.ts'
import { type DefinitionRegistry, definitionRegistry } from './definitions.ts'
import { type KeySource, openKeySource } from './keys/key-source.ts'
import { tenantKeys } from './keys/tenant-keys.ts'
import { oauthCallbacks } from './oauth/oauth-callbacks.ts'
import { tenantOAuthClients } from './oauth/oauth-clients.ts'
import { allTenants } from './tenants/all-tenants.ts'
import { startWork } from './work/start-work.ts'
import type { WorkOptions } from './work/work.ts'

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
  const store = await openStore(options.database, options.pool === undefined ? {} : { pool: options.pool })
  try {
    // After the store: a key made for a database that does not open would be new to nobody the next time.
    const keys = openKeySource(options.keys, { dataKeys: store.dataKeys, clock })
    const { sealsPerLease } = options.keys
    const vault = openVault({
      keyEncryptionKey: keys.current,
      previousKeyEncryptionKeys: keys.previous,
      dataKeys: store.dataKeys,
      clock,
      ...(sealsPerLease === undefined ? {} : { limits: { sealsPerLease } }),
    })
    const { tenant = 'default', actor = 'sdk' } = options
    return assemble({ definitions, clock, transport, store, vault, keys }, { tenant, actor })
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
  readonly keys: KeySource
}

/** Whose connections, and who acts. */
interface View {
  readonly tenant: string
  readonly actor: string
}

function assemble({ definitions, clock, transport, vault, keys, ...parts }: Parts, first: View): Connform {
  let open = true
  const recent: Context['recent'] = recentConnections()
  const store = forgettingStore(parts.store, recent.forget)
  const renewals: Context['renewals'] = new Map()
  const contextOf = ({ tenant, actor }: View): Context => {
    assertNamed(tenant, 'A tenant needs an id: a text that is not empty.')
    assertNamed(actor, 'An actor needs a name: a text that is not empty.')
    return {
      tenant,
      actor,
      store: store.connections,
      oauthClients: store.oauthClients,
      authorizations: store.authorizations,
      dataKeys: store.dataKeys,
      sealed: store.sealed,
      audit: store.audit,
      idempotency: store.idempotency,
      vault,
      http: transport.request,
      oauth: transport.oauth,
      clock,
      definitions,
      renewals,
      recent,
    }
  }
  const viewOf = (view: View): Connform => {
    const { tenant, actor } = view
    const context = contextOf(view)
    const { validate, ...stored } = tenantConnections(context)
    const { entries, ...audit } = tenantAudit(context)
    const tenants = allTenants(store.tenants, (id) => contextOf({ tenant: id, actor }))
    const contextFor = (id: string): Context => contextOf({ tenant: id, actor: SYSTEM })
    const { work } = whileOpen(
      { work: (options: WorkOptions = {}) => startWork({ store, clock, contextFor }, options) },
      () => open,
    )
    return Object.freeze<Connform>({
      tenantId: tenant,
      definitions,
      connections: Object.freeze({ validate, ...whileOpen(stored, () => open) }),
      oauthClients: whileOpen(tenantOAuthClients(context), () => open),
      oauth: whileOpen(oauthCallbacks(context), () => open),
      client: (id) => connectionClient(context, id),
      keys: whileOpen(tenantKeys(context, keys), () => open),
      audit: Object.freeze({ entries, ...whileOpen(audit, () => open) }),
      tenants: whileOpen(tenants, () => open),
      tenant: (id) => viewOf({ tenant: id, actor }),
      as: (name) => viewOf({ tenant, actor: name }),
      work,
      close: async () => {
        if (!open) return
        open = false
        recent.forget()
        vault.close()
        transport.close()
        await store.close()
      },
    })
  }
  return viewOf(first)
}

function assertNamed(name: unknown, message: string): void {
  if (typeof name !== 'string' || name === '') throw new ConnformError('ERR_OPTION_INVALID', message)
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
