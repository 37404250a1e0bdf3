/** A data key as it is stored: wrapped, never in clear. */
export interface DataKeyRecord {
  readonly tenant: string
  /** Derived from the key; see the vault. */
  readonly keyId: string
  /** The key under a key-encryption key: a JWE compact, or the blob of a key management service. */
  readonly wrapped: string
  /** Id of the key-encryption key that wrapped it. */
  readonly wrappedBy: string
  readonly state: 'active' | 'retired'
  /** Seals leased so far. */
  readonly uses: number
  readonly createdAt: string
}

export interface DataKeyPage {
  /** 1 to 1000. */
  readonly limit: number
  /** The last key of the page before. */
  readonly after?: Pick<DataKeyRecord, 'tenant' | 'keyId'>
}

export interface DataKeyStore {
  /** Oldest first. */
  list(tenant: string): Promise<DataKeyRecord[]>
  /** Stores a new active key if its tenant has none; false where another process was first. */
  insertActive(record: DataKeyRecord): Promise<boolean>
  /** Sets the active key aside and stores its successor, in one transaction; false where `keyId` is no longer the active one. */
  replaceActive(keyId: string, successor: DataKeyRecord): Promise<boolean>
  /** Adds `count` to the uses of the active key if they stay within `limit`; false otherwise, and for a key set aside. */
  lease(tenant: string, keyId: string, count: number, limit: number): Promise<boolean>
  /** Keys of every tenant that some other key-encryption key than this one wrapped, by tenant and key id. */
  listWrappedByOthers(wrappedBy: string, page: DataKeyPage): Promise<DataKeyRecord[]>
  /**
   * Puts the same data key, wrapped anew, in the place of the one wrapped as `expected`; false where another text
   * stands there by then. Only `wrapped` and `wrappedBy` change.
   */
  rewrap(record: Pick<DataKeyRecord, 'tenant' | 'keyId' | 'wrapped' | 'wrappedBy'>, expected: string): Promise<boolean>
  /**
   * Destroys a key that was set aside and that no sealed text of the store names; false otherwise. The store refuses
   * every later write that names it with `ERR_STORE_KEY_GONE`: a process that still holds it in memory seals in vain.
   */
  removeUnused(tenant: string, keyId: string): Promise<boolean>
}
