import { ConnformError } from '@connform/core'

/** What a write fails with that names a data key which is not in the store. */
export function keyGone(): ConnformError {
  return new ConnformError(
    'ERR_STORE_KEY_GONE',
    'The data key this was sealed with was destroyed meanwhile, so nothing was stored.',
    'Load the keys of the tenant again and repeat.',
  )
}
