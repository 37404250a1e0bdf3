import type { ErrorDetails } from '../answers.ts'

/** What a request for a token asks for, once it is known to be well formed. */
export interface TokenBody {
  /** Unix seconds. */
  readonly expiresAt: number
  readonly channelIds: readonly number[]
  readonly allowedCorsOrigins: readonly string[]
  readonly scopes: readonly string[]
}

export interface TokenRules {
  readonly scopes: boolean
  readonly corsOrigins: 'required' | 'optional' | 'ignored'
}

const privateTokenScopes: readonly string[] = ['Unauthenticated', 'Customer', 'B2B']

/** The last second a `Date` can name. */
const LAST_SECOND = 8_640_000_000_000

type Body = Readonly<Record<string, unknown>>

/** Reads a token request by its rules, or names each mistake by its field. */
export const readTokenBody = (
  body: Body,
  rules: TokenRules,
): { readonly ok: true; readonly body: TokenBody } | { readonly ok: false; readonly errors: ErrorDetails } => {
  const errors = {
    ...wrong('expires_at', expiryMistake(body)),
    ...wrong('channel_id', channelMistake(body)),
    ...(rules.scopes && wrong('scopes', scopesMistake(body))),
    ...(rules.corsOrigins !== 'ignored' && wrong('allowed_cors_origins', originsMistake(body, rules))),
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    body: {
      expiresAt: Number(body['expires_at']),
      channelIds: [body['channel_ids'] ?? body['channel_id']].flat().map(Number),
      allowedCorsOrigins: rules.corsOrigins === 'ignored' ? [] : texts(body['allowed_cors_origins']),
      scopes: rules.scopes ? texts(body['scopes']) : [],
    },
  }
}

const expiryMistake = ({ expires_at: value }: Body): string | undefined => {
  if (value === undefined) return 'error.path.missing'
  return isInteger(value, 0) && value <= LAST_SECOND ? undefined : 'error.expected.int'
}

/** Exactly one of the two has to be given. */
const channelMistake = ({ channel_id: one, channel_ids: many }: Body): string | undefined => {
  if (one === undefined && many === undefined) return 'error.path.missing'
  if (one !== undefined && many !== undefined) return 'Only one of channel_id and channel_ids can be given.'
  const ids = one === undefined ? many : [one]
  return Array.isArray(ids) && ids.length > 0 && ids.every((id) => isInteger(id, 1)) ? undefined : 'error.expected.int'
}

const scopesMistake = ({ scopes }: Body): string | undefined => {
  if (scopes === undefined) return 'error.path.missing'
  const known = Array.isArray(scopes) && scopes.every((scope) => privateTokenScopes.includes(scope))
  return known && scopes.length > 0 ? undefined : 'error.expected.validenumvalue'
}

const originsMistake = ({ allowed_cors_origins: origins }: Body, { corsOrigins }: TokenRules): string | undefined => {
  if (origins === undefined) return corsOrigins === 'required' ? 'error.path.missing' : undefined
  const fit = Array.isArray(origins) && origins.length >= 1 && origins.length <= 2
  return fit && origins.every((origin) => typeof origin === 'string') ? undefined : 'error.expected.jsarray'
}

const wrong = (field: string, mistake: string | undefined): ErrorDetails =>
  mistake === undefined ? {} : { [field]: mistake }

const isInteger = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
