import { ConnformError } from '@connform/core'

/** A key management service that is away, slow, or says no. Whatever is in memory goes on working. */
export function keyServiceFailure(message: string, hint: string): ConnformError {
  return new ConnformError('ERR_VAULT_KEY_SERVICE', message, hint)
}

/** The wrapped text is not one of this service's, or the service names another key. */
export function wrappedByAnotherKey(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_UNKNOWN',
    'The data keys of this tenant are wrapped by another key-encryption key.',
    'Use the key this database was made with; without it, its secrets cannot be opened.',
  )
}
