import type { SecretPlace } from './vault.ts'

/** What a sealed text of the store can be; the `slot` of its {@link SecretPlace}. */
export type SealedSlot = 'credentials' | 'grant' | 'oauth-client'

/** A sealed text where it lies: the place it was sealed for, and the key it was sealed with. */
export interface SealedRow {
  readonly place: SecretPlace & { readonly slot: SealedSlot }
  readonly sealed: string
  readonly keyId: string
}

export interface SealedQuery {
  /** Texts under this key. */
  readonly keyId: string
  /** 1 to 10,000. */
  readonly limit: number
  /** The last row of the page before. */
  readonly after?: SealedRow['place']
  /** Owners whose id is at least `from` and below `to`: the share of one of several workers. */
  readonly range?: { readonly from?: string; readonly to?: string }
}

/** A text to put in the place of another. */
export interface SealedReplacement {
  readonly place: SealedRow['place']
  /** Replaced only where exactly this text stands. */
  readonly expected: string
  readonly sealed: string
  readonly keyId: string
}

/** Every sealed text of a tenant, whatever it belongs to: for the sweep after a key was followed by another. */
export interface SealedStore {
  /** By slot, then by the id of the owner. Those of removed connections too, as long as they can be restored. */
  list(tenant: string, query: SealedQuery): Promise<SealedRow[]>
  /** All in one transaction. Answers how many stood where they were expected; the others stay as they are. */
  replace(tenant: string, replacements: readonly SealedReplacement[]): Promise<number>
  /** How many texts are under a key. */
  count(tenant: string, keyId: string): Promise<number>
}
