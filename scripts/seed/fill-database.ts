import { openStore } from '@connform/storage'
import { type KeyEncryptionKey, openVault } from '@connform/vault'
import { madeUpConnection } from './made-up-connection.ts'
import { rowsOf } from './rows.ts'
import { openWriter } from './write-rows.ts'

export { type MadeUp, madeUpConnection } from './made-up-connection.ts'

export interface Filling {
  /** URL as `openConnform` takes it. */
  readonly database: string
  readonly keyEncryptionKey: KeyEncryptionKey
  readonly tenant: string
  readonly count: number
  readonly onProgress?: (done: number) => void
}

const BATCH = 5000
/** What was typed, and a token. */
const SEALS_PER_CONNECTION = 2

/**
 * Fills a database with made-up connections, sealed for real, each with its entry in the audit. On a database that
 * holds some of them already, it fails.
 */
export async function fillDatabase({ database, keyEncryptionKey, tenant, count, onProgress }: Filling): Promise<void> {
  // Makes the tables and the tenant's first key.
  const store = await openStore(database)
  // All seals are leased beforehand: SQLite has one writer at a time, and from then on it is the one of the rows.
  const limits = { sealsPerLease: SEALS_PER_CONNECTION * count }
  const vault = openVault({ keyEncryptionKey, dataKeys: store.dataKeys, limits })
  try {
    await vault.load(tenant)
    let end = (await store.audit.head(tenant)) ?? { sequence: 0, hash: '' }
    const writer = await openWriter(database)
    try {
      for (let first = 0; first < count; first += BATCH) {
        const madeUp = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) =>
          madeUpConnection(tenant, first + index),
        )
        const batch = rowsOf(vault, madeUp, end)
        await writer.write(tenant, batch)
        end = batch.end
        onProgress?.(first + madeUp.length)
      }
      await writer.finish()
    } finally {
      await writer.close()
    }
  } finally {
    vault.close()
    await store.close()
  }
}
