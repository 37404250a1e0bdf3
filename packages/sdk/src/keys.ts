import type { DataKeyStore } from '@connform/core'

export interface KeyStatus {
  readonly keyEncryptionKey: { readonly source: 'file' | 'bytes'; readonly file?: string; readonly created: boolean }
  /** Data keys of this tenant, without the keys themselves. */
  readonly dataKeys: readonly {
    readonly keyId: string
    readonly state: 'active' | 'retired'
    /** Seals set aside for processes so far; an upper bound of those made. */
    readonly uses: number
    readonly createdAt: string
  }[]
}

export interface Keys {
  status(): Promise<KeyStatus>
}

/** What may be told about a tenant's keys. */
export function tenantKeys(
  tenant: string,
  dataKeys: DataKeyStore,
  keyEncryptionKey: KeyStatus['keyEncryptionKey'],
): Keys {
  return Object.freeze<Keys>({
    status: async () => {
      const records = await dataKeys.list(tenant)
      const told = records.map(({ keyId, state, uses, createdAt }) => ({ keyId, state, uses, createdAt }))
      return { keyEncryptionKey, dataKeys: told }
    },
  })
}
