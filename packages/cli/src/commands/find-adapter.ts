import { adapterIds, loadAdapter } from '@connform/adapters/load'
import { type Adapter, ConnformError, nearest } from '@connform/core'

/** The code of a built-in definition, and nothing of the others. Throws `ERR_DEFINITION_UNKNOWN`, naming the nearest id. */
export async function findAdapter(id: string): Promise<Adapter> {
  const found = await loadAdapter(id)
  if (found !== undefined) return found
  const meant = nearest(id, adapterIds)
  const hint = meant === undefined ? `Known ones: ${adapterIds.join(', ')}.` : `Did you mean ${meant}?`
  throw new ConnformError('ERR_DEFINITION_UNKNOWN', `There is no definition ${JSON.stringify(id.slice(0, 64))}.`, hint)
}
