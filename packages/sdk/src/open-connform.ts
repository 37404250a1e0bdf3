import { builtinAdapters } from '@connform/adapters'
import { ConnformError, type Issue } from '@connform/core'
import { openStore } from '@connform/storage'
import { createTransport } from '@connform/transport'
import { openVault } from '@connform/vault'
import { assemble } from './assemble.ts'
import type { Connform, ConnformOptions } from './connform.ts'
import { definitionRegistry } from './definitions.ts'
import { openKeySource } from './keys/key-source.ts'

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

function invalidDefinition(issues: readonly Issue[]): ConnformError {
  const first = issues.find(({ severity }) => severity === 'error')
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `
  return new ConnformError(
    'ERR_DEFINITION_INVALID',
    `A definition cannot be used: ${where}${first?.message ?? ''}`,
    'Run connform lint on its file.',
  )
}
