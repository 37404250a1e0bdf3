import { ConnformError } from '@connform/core'

const REFUSALS: readonly unknown[] = ['ERR_VAULT_OPEN', 'ERR_VAULT_KEY_UNKNOWN']
/** What may be printed of an id that comes out of a database: our own ids, and names of keys of a service. */
const printableId = /^[\w:/.+=@-]{1,256}$/

/** The one answer to everything that does not open; it never says why, so that nobody can learn by trying. */
export function cannotOpen(): ConnformError {
  return new ConnformError('ERR_VAULT_OPEN', 'The sealed text does not open here.')
}

/** The token is of this place, but made with a data key that is not in memory. */
export function keyUnknown(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_UNKNOWN',
    'The sealed text was made with a data key that is not loaded.',
    'Load the keys of the tenant again; if it stays, the data key is gone.',
  )
}

/** @param wrappedBy Id of the key-encryption key that is missing. */
export function keyEncryptionKeyUnknown(wrappedBy: string): ConnformError {
  const name = printableId.test(wrappedBy) ? ` ${wrappedBy}` : ''
  return new ConnformError(
    'ERR_VAULT_KEY_UNKNOWN',
    `A data key of this tenant is wrapped by another key-encryption key${name}, which is not at hand.`,
    'Use the key this database was made with, or give it as a previous one; without it, these secrets cannot be opened.',
  )
}

export function keySpent(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_SPENT',
    'No seals are left of what was leased of the data key.',
    'Load the keys of the tenant again; that leases more or makes the next key.',
  )
}

export function keyServiceResting(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_SERVICE',
    'The key-encryption key failed many times in a row and is left alone for a moment.',
    'See that the key management service can be reached, then try again.',
  )
}

export function notLoaded(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_NOT_LOADED',
    'The keys of this tenant are not loaded.',
    'Await load(tenant) before sealing and opening.',
  )
}

export function vaultClosed(): ConnformError {
  return new ConnformError('ERR_VAULT_CLOSED', 'The vault is closed.')
}

/** Whether a key-encryption key answered, and refused: asking again brings the same. */
export function isRefusal(error: unknown): boolean {
  return REFUSALS.includes(codeOf(error))
}

/** Whether loading failed for want of a key, and not of the store. */
export function isKeyFailure(error: unknown): error is ConnformError {
  return isRefusal(error) || codeOf(error) === 'ERR_VAULT_KEY_SERVICE'
}

/**
 * What a key-encryption key failed with, as a failure of ours: errors of other libraries may hold anything, the data
 * key that was to be wrapped too.
 */
export function keyFailure(error: unknown): ConnformError {
  if (String(codeOf(error)).startsWith('ERR_VAULT_')) return error as ConnformError
  if (error instanceof ConnformError) {
    return new ConnformError('ERR_VAULT_KEY_SERVICE', `The key-encryption key failed: ${error.message}`, error.hint)
  }
  const name = error instanceof Error && /^\w{1,64}$/.test(error.name) ? ` (${error.name})` : ''
  return new ConnformError('ERR_VAULT_KEY_SERVICE', `The key-encryption key failed${name}.`)
}

/** The same failure with a stack of its own, for one that is kept and thrown many times. */
export function again({ code, message, hint }: ConnformError): ConnformError {
  return new ConnformError(code, message, hint)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
