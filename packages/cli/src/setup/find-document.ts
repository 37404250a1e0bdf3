import { ConnformError, nearest, type SetupDocument } from '@connform/core'
import { setups } from '@connform/schemas/setups'

/** A built-in document. Throws `ERR_SETUP_UNKNOWN`, naming the nearest id. */
export function findDocument(id: string): SetupDocument {
  const found = setups.find((document) => document.id === id)
  if (found !== undefined) return found
  const known = setups.map((document) => document.id)
  const meant = nearest(id, known)
  const hint = meant === undefined ? `Known ones: ${known.join(', ')}.` : `Did you mean ${meant}?`
  throw new ConnformError('ERR_SETUP_UNKNOWN', 'There is no setup document with this id.', hint)
}
