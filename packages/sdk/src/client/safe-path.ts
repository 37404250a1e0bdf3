import { ConnformError } from '@connform/core'

/**
 * A path and query below a connection's base URL. Throws `ERR_OPTION_INVALID` for whatever could lead out of it, at
 * connform, a proxy or the provider: an absolute URL, a segment of dots, a backslash, an encoded slash or dot (encoded
 * twice, too), a fragment, a control character.
 */
export function safePath(path: string): string {
  const [route = '', ...query] = String(path).split('?')
  const reason =
    unsafe.find(({ pattern }) => pattern.test(route))?.reason ??
    (/[\s#]/.test(query.join('?')) ? 'a space or #' : undefined)
  if (reason === undefined) return path
  throw new ConnformError(
    'ERR_OPTION_INVALID',
    `The path of a request cannot hold ${reason}.`,
    'Give a path below the base URL of the connection, such as /v3/items?limit=5.',
  )
}

const unsafe: readonly { readonly pattern: RegExp; readonly reason: string }[] = Object.freeze([
  { pattern: /^[a-z][a-z0-9+.-]*:/i, reason: 'a scheme' },
  { pattern: /^(?!\/)/, reason: 'anything before its first slash' },
  { pattern: /\/\//, reason: 'two slashes in a row' },
  // Some servers cut a segment at a semicolon before they look at its dots.
  { pattern: /(?:^|\/)\.{1,2}(?:;[^/]*)?(?:\/|$)/, reason: 'a segment of dots' },
  { pattern: /%(?:25)*(?:2f|5c|2e|00)/i, reason: 'an encoded slash, backslash or dot' },
  { pattern: /[\\\s#\p{Cc}]/u, reason: 'a backslash, a space or #' },
])
