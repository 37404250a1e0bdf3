import { ConnformError, type Definition, nearest } from '@connform/core'
import { definitions } from '@connform/schemas'

/** A built-in definition. Throws `ERR_DEFINITION_UNKNOWN`, naming the nearest id. */
export function findDefinition(id: string): Definition {
  const found = definitions.find((definition) => definition.id === id)
  if (found !== undefined) return found
  const ids = definitions.map((definition) => definition.id)
  const meant = nearest(id, ids)
  const hint = meant === undefined ? `Known ones: ${ids.join(', ')}.` : `Did you mean ${meant}?`
  throw new ConnformError('ERR_DEFINITION_UNKNOWN', `There is no definition ${JSON.stringify(id.slice(0, 64))}.`, hint)
}
