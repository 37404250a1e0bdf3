import type { DataKeyPage, DataKeyRecord, DataKeyStore } from '@connform/core'

export interface MemoryDataKeysOptions {
  /** Whether a sealed text kept elsewhere still names a key, which is then not removed. Default is that none does. */
  readonly isUsed?: (tenant: string, keyId: string) => boolean
}

/** Data keys kept in memory: for tests, and for embedders that keep nothing. They are gone with the process. */
export function memoryDataKeys({ isUsed = () => false }: MemoryDataKeysOptions = {}): DataKeyStore {
  const records: DataKeyRecord[] = []
  const indexOf = (tenant: string, keyId: string) =>
    records.findIndex((record) => record.tenant === tenant && record.keyId === keyId)
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
    async listWrappedByOthers(wrappedBy: string, { limit, after }: DataKeyPage) {
      return records
        .filter((record) => record.wrappedBy !== wrappedBy && (after === undefined || compare(record, after) > 0))
        .sort(compare)
        .slice(0, limit)
    },
    async rewrap(
      { tenant, keyId, wrapped, wrappedBy }: Pick<DataKeyRecord, 'tenant' | 'keyId' | 'wrapped' | 'wrappedBy'>,
      expected: string,
    ) {
      const at = indexOf(tenant, keyId)
      const record = records[at]
      if (record?.wrapped !== expected) return false
      records[at] = Object.freeze({ ...record, wrapped, wrappedBy })
      return true
    },
    async removeUnused(tenant: string, keyId: string) {
      const at = indexOf(tenant, keyId)
      if (records[at]?.state !== 'retired' || isUsed(tenant, keyId)) return false
      records.splice(at, 1)
      return true
    },
  })
}

type Named = Pick<DataKeyRecord, 'tenant' | 'keyId'>

function compare(a: Named, b: Named): number {
  return compareTexts(a.tenant, b.tenant) || compareTexts(a.keyId, b.keyId)
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
