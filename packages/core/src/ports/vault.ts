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
  /** Id of the data key a token names. */
  keyIdOf(token: string): string
  /** Forgets every key. */
  close(): void
}
