import { builtinAdapters } from '@connform/adapters'
import { ConnformError } from '@connform/core'
import { openStore } from '@connform/storage'
import { createTransport } from '@connform/transport'
import { keyFromBytes, openKeyFile, openVault } from '@connform/vault'
import { tenantConnections } from './connections/tenant-connections.ts'
import type { Connform, ConnformOptions, KeyOptions } from './connform.ts'
import { definitionRegistry } from './definitions.ts'
import { type KeyStatus, tenantKeys } from './keys.ts'

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
    if (!ok) throw invalidDefinition(issues[0]?.message ?? '')
  }
  const { keyEncryptionKey, status } = openKey(options.keys)
  const store = await openStore(options.database)
  const transport = createTransport(options.hosts === undefined ? {} : { hosts: options.hosts })
  const vault = openVault({ keyEncryptionKey, dataKeys: store.dataKeys, clock })
  let open = true

  const forTenant = (tenant: string): Connform => {
    const parts = { tenant, store: store.connections, vault, http: transport.request, clock, definitions }
    const { validate, ...stored } = tenantConnections(parts)
    return Object.freeze<Connform>({
      tenantId: tenant,
      definitions,
      connections: Object.freeze({ validate, ...whileOpen(stored, () => open) }),
      keys: whileOpen(tenantKeys(tenant, store.dataKeys, status), () => open),
      tenant: forTenant,
      close: async () => {
        if (!open) return
        open = false
        vault.close()
        await transport.close()
        await store.close()
      },
    })
  }
  return forTenant(options.tenant ?? 'default')
}

const invalidDefinition = (message: string): ConnformError =>
  new ConnformError(
    'ERR_DEFINITION_INVALID',
    `A definition cannot be used: ${message}`,
    'Run connform lint on its file.',
  )

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
