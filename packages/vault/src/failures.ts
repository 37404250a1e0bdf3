import { ConnformError } from '@connform/core'

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

export function keySpent(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_SPENT',
    'No seals are left of what was leased of the data key.',
    'Load the keys of the tenant again; that leases more or makes the next key.',
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
