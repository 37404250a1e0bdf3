/** A data key as it is stored: wrapped, never in clear. */
export interface DataKeyRecord {
  readonly tenant: string
  /** Derived from the key; see the vault. */
  readonly keyId: string
  /** JWE compact of the key under the key-encryption key. */
  readonly wrapped: string
  readonly state: 'active' | 'retired'
  /** Seals leased so far. */
  readonly uses: number
  readonly createdAt: string
}

export interface DataKeyStore {
  list(tenant: string): Promise<DataKeyRecord[]>
  /** Stores a new active key if its tenant has none; false where another process was first. */
  insertActive(record: DataKeyRecord): Promise<boolean>
  /** Sets the active key aside and stores its successor, in one transaction; false where `keyId` is no longer the active one. */
  replaceActive(keyId: string, successor: DataKeyRecord): Promise<boolean>
  /** Adds `count` to the uses of the active key if they stay within `limit`; false otherwise, and for a key set aside. */
  lease(tenant: string, keyId: string, count: number, limit: number): Promise<boolean>
}
