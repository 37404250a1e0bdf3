type Members = Readonly<Record<string, unknown>>

/** The claims of a text shaped like a JSON Web Token; decoded only, never trusted. Undefined for any other text. RFC 7519 */
export const claimsOf = (text: string): Members | undefined => partOf(text, 1)

/** The header of such a text. */
export const headerOf = (text: string): Members | undefined => partOf(text, 0)

/** Bytes of base64url without padding; undefined for any other text. RFC 4648 section 5 */
export function base64urlBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

const MAX_LENGTH = 8_192

function partOf(text: string, index: 0 | 1): Members | undefined {
  const parts = text.split('.')
  if (parts.length !== 3 || text.length > MAX_LENGTH || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined
  const bytes = base64urlBytes(parts[index] ?? '')
  if (bytes === undefined) return undefined
  try {
    const members: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof members === 'object' && members !== null ? (members as Members) : undefined
  } catch {
    // Three parts and a dot between them, but no JSON inside: some other text.
    return undefined
  }
}
