/** A mistake a person can mend: where it is, a stable code, plain words, and what to do. Never holds a secret's text. */
export interface Issue {
  /** Keys from the input's root to the field, for example `['storeHash']`; empty for the input as a whole. */
  readonly path: readonly string[]
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly severity: 'error' | 'warning'
}

/** What was changed for the user on the way in. Never holds a secret's text. */
export interface Change {
  readonly path: readonly string[]
  readonly kind: 'trimmed' | 'derived' | 'lowercased' | 'defaulted' | 'pruned'
  readonly message: string
}
