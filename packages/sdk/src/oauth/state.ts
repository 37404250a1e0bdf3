const STATE_BYTES = 32

/** A state nobody can guess, base64url. RFC 6749 section 10.12 */
export function newState(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(STATE_BYTES)))
}

/** What a state is stored as: who reads the database cannot finish an authorisation with it. */
export async function hashState(state: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state))))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
