import { builtinAdapters } from '@connform/adapters'
import { ConnformError, type ErrorCode, type Issue } from '@connform/core'
import { setups as builtinSetups } from '@connform/schemas/setups'
import { openStore } from '@connform/storage'
import { createTransport } from '@connform/transport'
import { openVault } from '@connform/vault'
import { assemble } from './assemble.ts'
import type { Connform, ConnformOptions } from './connform.ts'
import { definitionRegistry } from './definitions.ts'
import { openKeySource } from './keys/key-source.ts'
import { optionCache } from './setups/option-cache.ts'
import { setupRegistry } from './setups/setup-documents.ts'
import { setupEvents } from './setups/setup-events.ts'

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
    if (!ok) throw invalid('ERR_DEFINITION_INVALID', 'A definition', issues)
  }
  const documents = setupRegistry(builtinSetups, definitions)
  for (const document of options.setups ?? []) {
    const { ok, issues } = documents.add(document)
    if (!ok) throw invalid('ERR_SETUP_INVALID', 'A setup document', issues)
  }
  const setups = { documents, events: setupEvents(), optionCache: optionCache(), hostLists: options.lists ?? {} }
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
    return assemble({ definitions, clock, transport, store, vault, keys, setups }, { tenant, actor })
  } catch (error) {
    await store.close()
    throw error
  }
}

function invalid(code: ErrorCode, what: string, issues: readonly Issue[]): ConnformError {
  const first = issues.find(({ severity }) => severity === 'error')
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `
  return new ConnformError(
    code,
    `${what} cannot be used: ${where}${first?.message ?? ''}`,
    'Run connform lint on its file.',
  )
}
