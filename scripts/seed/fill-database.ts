import { openStore } from '@connform/storage'
import type { KeyEncryptionKey } from '@connform/vault'
import { openVault } from '@connform/vault'
import { madeUpConnection } from './made-up-connection.ts'
import { rowsOf } from './rows.ts'
import { openWriter } from './write-rows.ts'

export { madeUpConnection } from './made-up-connection.ts'

export interface Filling {
  /** URL as `openConnform` takes it. */
  readonly database: string
  readonly keyEncryptionKey: KeyEncryptionKey
  readonly tenant: string
  readonly count: number
  readonly onProgress?: (done: number) => void
}

const BATCH = 5000

/** Fills a database with made-up connections, sealed for real. Begun anew on a database that holds some, it fails. */
export async function fillDatabase({ database, keyEncryptionKey, tenant, count, onProgress }: Filling): Promise<void> {
  // Makes the tables and the tenant's first key.
  const store = await openStore(database)
  const vault = openVault({ keyEncryptionKey, dataKeys: store.dataKeys })
  const writer = await openWriter(database)
  try {
    for (let first = 0; first < count; first += BATCH) {
      await vault.load(tenant)
      const batch = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) =>
        madeUpConnection(tenant, first + index),
      )
      await writer.write(rowsOf(vault, batch))
      onProgress?.(first + batch.length)
    }
  } finally {
    await writer.close()
    vault.close()
    await store.close()
  }
}
