import type { DataKeyRecord, DataKeyStore } from '@connform/core'

/** Data keys kept in memory: for tests, and for embedders that keep nothing. They are gone with the process. */
export function memoryDataKeys(): DataKeyStore {
  const records: DataKeyRecord[] = []
  const indexOfActive = (tenant: string) =>
    records.findIndex((record) => record.tenant === tenant && record.state === 'active')
  return Object.freeze({
    async list(tenant: string) {
      return records.filter((record) => record.tenant === tenant)
    },
    async insertActive(record: DataKeyRecord) {
      if (indexOfActive(record.tenant) >= 0) return false
      records.push(Object.freeze({ ...record }))
      return true
    },
    async replaceActive(keyId: string, successor: DataKeyRecord) {
      const at = indexOfActive(successor.tenant)
      const active = records[at]
      if (active?.keyId !== keyId) return false
      records[at] = Object.freeze({ ...active, state: 'retired' })
      records.push(Object.freeze({ ...successor }))
      return true
    },
    async lease(tenant: string, keyId: string, count: number, limit: number) {
      const at = indexOfActive(tenant)
      const active = records[at]
      if (active?.keyId !== keyId || active.uses + count > limit) return false
      records[at] = Object.freeze({ ...active, uses: active.uses + count })
      return true
    },
  })
}
