const BYTES = 32

/** A text that nobody can guess: 256 random bits as 43 characters of base64url. RFC 6749 section 10.10 */
export function unguessableText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(BYTES)))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
