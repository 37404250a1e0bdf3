import type { Issue } from '@connform/core'
import { claimsOf } from './json-web-token.ts'

/** A mistake seen in the text of a token, before any network. */
interface LookAlike {
  readonly code: string
  readonly severity: Issue['severity']
  readonly looksLike: (token: string) => boolean
  /** `{title}` stands for the field's title. */
  readonly message: string
  readonly hint: string
}

const isStorefrontToken = (text: string): boolean => {
  const claims = claimsOf(text)
  // API-created storefront tokens carry their expiry as `eat`; access tokens are no JSON Web Tokens at all.
  return claims !== undefined && ('eat' in claims || claims['iss'] === 'BC')
}

/**
 * What people put where an API access token belongs. Errors cannot be right; the rest are warnings, because
 * BigCommerce documents no format for tokens, client IDs and secrets.
 */
export const accessTokenLookAlikes: readonly LookAlike[] = Object.freeze([
  {
    code: 'storefront_token_in_field',
    severity: 'error',
    looksLike: isStorefrontToken,
    message: '{title} holds a storefront token (a JSON Web Token), which the REST API does not take.',
    hint: 'Use the access token of a store-level API account: Settings › API › Store-level API accounts.',
  },
  {
    code: 'json_web_token_in_field',
    severity: 'warning',
    looksLike: (text) => claimsOf(text) !== undefined,
    message: '{title} looks like a JSON Web Token; access tokens have another form.',
    hint: 'Use the access token of a store-level API account.',
  },
  {
    code: 'client_secret_in_field',
    severity: 'warning',
    looksLike: (text) => /^[0-9a-f]{64}$/i.test(text),
    message: '{title} looks like a client secret (64 hexadecimal digits).',
    hint: 'The access token is a line of its own in the credentials file: ACCESS TOKEN.',
  },
  {
    code: 'file_in_field',
    severity: 'error',
    looksLike: (text) => /\b(?:access token|client id|client secret|api path)\s*:/i.test(text),
    message: '{title} holds more than one line of the credentials file.',
    hint: 'Paste the whole file into Store hash and the fields fill themselves, or copy the token alone.',
  },
  {
    code: 'header_in_field',
    severity: 'error',
    looksLike: (text) => /^(?:bearer\s|x-auth-token\s*:|authorization\s*:)/i.test(text),
    message: '{title} begins with the name of a header.',
    hint: 'Copy the token alone, without "X-Auth-Token:" or "Bearer".',
  },
  {
    code: 'address_in_field',
    severity: 'error',
    looksLike: (text) => /^https?:\/\//i.test(text),
    message: '{title} holds an address.',
    hint: 'Paste the API path into Store hash instead, and enter the access token here.',
  },
  {
    code: 'space_in_field',
    severity: 'warning',
    looksLike: (text) => /[ \t]/.test(text),
    message: '{title} has a space inside.',
    hint: 'Check that you copied one value and nothing beside it.',
  },
])

/** The first look-alike of a token, as an issue about its field. */
export function tokenLookAlike(field: { key: string; title: string }, token: string): Issue | undefined {
  if (!isTelling(token)) return undefined
  const found = accessTokenLookAlikes.find((candidate) => candidate.looksLike(token))
  if (found === undefined) return undefined
  const { code, severity, message, hint } = found
  return { path: [field.key], code, severity, message: message.replace('{title}', field.title), hint }
}

/** True where one of the look-alikes is possible at all: they are 64 long, or hold a dot, a colon or a space. */
const isTelling = (token: string): boolean =>
  token.length === 64 || token.includes('.') || token.includes(':') || token.includes(' ') || token.includes('\t')
