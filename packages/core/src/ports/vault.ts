/** The place a sealed text belongs to; a token opens nowhere else. */
export interface SecretPlace {
  readonly tenant: string
  readonly connection: string
  readonly slot: string
}

export interface Vault {
  /** Brings a tenant's data keys into memory, making the first one where there is none. Call before `seal` and `open`. */
  load(tenant: string): Promise<void>
  /** One JWE compact. Throws `ERR_VAULT_TEXT` for text that UTF-8 cannot carry. */
  seal(place: SecretPlace, text: string): string
  /**
   * The text sealed for exactly this place. Throws `ERR_VAULT_KEY_UNKNOWN` for a token of this place under a data key
   * that is not in memory (another process may have made it: `load` and open again), and `ERR_VAULT_OPEN`, without a
   * reason, for anything else.
   */
  open(place: SecretPlace, token: string): string
  /**
   * Like {@link Vault.open}, with the text as UTF-8 bytes that are erased when `use` has returned: a text of
   * JavaScript cannot be erased. `use` is synchronous and keeps no part of the bytes.
   */
  openBytes<T>(place: SecretPlace, token: string, use: (bytes: Uint8Array) => T): T
  /** Id of the data key a token names. */
  keyIdOf(token: string): string
  /** Id of the data key that seals. Call `load` before. */
  activeKeyId(tenant: string): string
  /** Makes a new data key that seals from here on; the ones before still open. Answers its id. */
  rotate(tenant: string): Promise<string>
  /**
   * Wraps every data key of every tenant that another key-encryption key wrapped by the present one. Can be stopped
   * and run again.
   */
  rewrap(options?: RewrapOptions): Promise<RewrapResult>
  /** Forgets the keys of one tenant. */
  forget(tenant: string): void
  /** Forgets every key. */
  close(): void
}

export interface RewrapOptions {
  /** Counts only. */
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: RewrapResult) => void
}

export interface RewrapResult {
  /** Data keys that were wrapped anew, or would be in a dry run. */
  readonly rewrapped: number
  /** Data keys that no key-encryption key at hand opens. */
  readonly failed: number
}
