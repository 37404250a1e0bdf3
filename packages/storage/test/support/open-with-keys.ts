import { insertDataKeys } from '@connform/core/contracts'
import { openStore } from '@connform/storage'

/** A store with the data keys that sample records of the tenants `one` and `two` name. */
export async function openWithKeys(url: string) {
  const store = await openStore(url)
  await insertDataKeys(store.dataKeys, 'one', 'two')
  return store
}
