import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { DataKeyRecord, DataKeyStore } from '@connform/core'
import { memoryDataKeys } from '@connform/vault'

/** Data keys in a file of JSON, for one process at a time: each change is written beside it and put in its place. */
export function fileDataKeys(path: string): DataKeyStore {
  const tenants = ['one', 'two', 'three']

  async function read(): Promise<DataKeyStore> {
    const records: DataKeyRecord[] = JSON.parse(readFileSync(path, 'utf8'))
    const store = memoryDataKeys()
    // The keys of a tenant stand oldest first, the active one last.
    for (const [index, record] of records.entries()) {
      const active = { ...record, state: 'active' as const }
      const before = records.slice(0, index).findLast(({ tenant }) => tenant === record.tenant)
      await (before === undefined ? store.insertActive(active) : store.replaceActive(before.keyId, active))
    }
    return store
  }

  let last: Promise<unknown> = Promise.resolve()
  const change = <T>(work: (store: DataKeyStore) => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      const store = await read()
      const result = await work(store)
      const records = await Promise.all(tenants.map((tenant) => store.list(tenant)))
      writeFileSync(`${path}.draft`, JSON.stringify(records.flat()))
      renameSync(`${path}.draft`, path)
      return result
    })
    last = turn
    return turn
  }

  return {
    list: async (tenant) => (await read()).list(tenant),
    listWrappedByOthers: async (wrappedBy, page) => (await read()).listWrappedByOthers(wrappedBy, page),
    insertActive: (record) => change((store) => store.insertActive(record)),
    replaceActive: (keyId, successor) => change((store) => store.replaceActive(keyId, successor)),
    lease: (tenant, keyId, count, limit) => change((store) => store.lease(tenant, keyId, count, limit)),
    rewrap: (record, expected) => change((store) => store.rewrap(record, expected)),
    removeUnused: (tenant, keyId) => change((store) => store.removeUnused(tenant, keyId)),
  }
}
