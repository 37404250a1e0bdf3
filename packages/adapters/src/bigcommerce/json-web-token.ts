/** The claims of a text shaped like a JSON Web Token; decoded only, never trusted. Undefined for any other text. RFC 7519 */
export function claimsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const parts = text.split('.')
  if (parts.length !== 3 || text.length > 8_192 || !parts.every((part) => /^[\w-]+$/.test(part))) return undefined
  try {
    const bytes = Uint8Array.from(atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof claims === 'object' && claims !== null ? (claims as Readonly<Record<string, unknown>>) : undefined
  } catch {
    // Three parts and a dot between them, but no JSON inside: some other text.
    return undefined
  }
}
