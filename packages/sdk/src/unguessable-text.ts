const BYTES = 32

/** A text that nobody can guess: 256 random bits as 43 characters of base64url. RFC 6749 section 10.10 */
export function unguessableText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(BYTES)))
}

/** What such a text is stored as: who reads the database can do nothing with it. SHA-256, base64url. */
export async function hashText(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
