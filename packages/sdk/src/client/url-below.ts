import { ConnformError } from '@connform/core'

/** The address of a path below a base URL. Throws `ERR_OPTION_INVALID` where it would be another's. */
export function urlBelow(baseUrl: string, path: string): URL {
  const url = new URL(baseUrl + path)
  // What safePath looks for by pattern, said once more by what the URL became.
  if (url.href.startsWith(`${baseUrl}/`)) return url
  throw new ConnformError('ERR_OPTION_INVALID', 'The path of a request leads out of the base URL of the connection.')
}
