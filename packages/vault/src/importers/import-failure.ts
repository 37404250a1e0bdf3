import { ConnformError } from '@connform/core'

/** Something that cannot be imported. The message holds nothing of its content. */
export function importFailure(message: string, hint: string): ConnformError {
  return new ConnformError('ERR_IMPORT', message, hint)
}
