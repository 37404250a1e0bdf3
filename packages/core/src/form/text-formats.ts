/** A format that a text field may ask for, as a check and as words that end "… must be". */
export interface TextFormat {
  readonly holds: (text: string) => boolean
  readonly words: string
}

/**
 * The formats of JSON Schema that definitions use and a text can break. `password` is not among them: it says how a
 * field is shown, not what it holds. https://json-schema.org/draft-07/draft-handrews-json-schema-validation-01#rfc.section.7.3
 */
export const textFormats: ReadonlyMap<string, TextFormat> = new Map([
  ['uri', { holds: isUri, words: 'a full URL, for example https://example.com/callback' }],
  ['hostname', { holds: isHostname, words: 'a host name, for example shop.example.com' }],
  ['email', { holds: isEmail, words: 'an e-mail address, for example name@example.com' }],
  ['uuid', { holds: isUuid, words: 'a UUID, for example 123e4567-e89b-12d3-a456-426614174000' }],
])

/** Characters of RFC 3986 alone; `URL` by itself also takes spaces and letters of every script. */
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[!#$%&'()*+,\-./:;=?@\w~[\]]+$/i.test(text) && URL.canParse(text)
}

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  return at > 0 && at <= 64 && /^[!#-'*+\-/-9=?A-Z^-~.]+$/.test(text.slice(0, at)) && isHostname(text.slice(at + 1))
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
