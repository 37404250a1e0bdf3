import {
  type Adapter,
  type AuthMethod,
  type Credentials,
  type Grant,
  type GrantOutcome,
  mintGrant,
  passwordGrant,
  refreshCodeGrant,
  refreshGrant,
} from '@connform/core'
import type { Context } from '../connections/context.ts'
import { clientCredentials } from '../oauth/oauth-clients.ts'

/** What a grant is asked with: the code of the definition, the form's credentials, and the grant so far. */
export interface Asking {
  readonly adapter: Adapter
  readonly credentials: Credentials
  readonly current?: Grant
}

export interface ObtainOptions {
  /** Of each request. Default is 20,000. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

type GrantMethod = Exclude<AuthMethod, { readonly kind: 'header' }>

/** How an auth type gets its tokens; undefined where it signs with what the form holds. */
export function grantMethod({ definition }: Pick<Adapter, 'definition'>, authType: string): GrantMethod | undefined {
  const method = Object.hasOwn(definition.auth, authType) ? definition.auth[authType] : undefined
  return method === undefined || method.kind === 'header' ? undefined : method
}

/** Gets a token by what the connection itself holds: by refresh where that is possible, otherwise anew. */
export async function obtainGrant(
  context: Context,
  asking: Asking,
  options: ObtainOptions = {},
): Promise<GrantOutcome> {
  const method = grantMethod(asking.adapter, asking.credentials.authType)
  switch (method?.kind) {
    case 'oauth2':
      return byRefreshAlone(context, { ...asking, method }, options)
    case 'oauth2-password':
      return byRefreshOrPassword(context, { ...asking, method }, options)
    case 'minted-token':
      return byMinting(context, { ...asking, method }, options)
    default:
      return nothingToAsk
  }
}

type By<Kind extends GrantMethod['kind']> = Asking & { readonly method: Extract<GrantMethod, { readonly kind: Kind }> }

/** A person has granted it in a browser, and without a refresh token only a person can grant it again. */
async function byRefreshAlone(
  context: Context,
  { method, credentials, current }: By<'oauth2'>,
  options: ObtainOptions,
): Promise<GrantOutcome> {
  const refreshToken = current?.refreshToken
  if (refreshToken === undefined) return onlyAPerson
  const { oauth, clock } = context
  const { values } = credentials
  const client = await clientCredentials(context, String(values['oauthClient'] ?? ''))
  const outcome = await refreshCodeGrant(method, { client, refreshToken, values }, { oauth, clock, ...options })
  if (!outcome.ok || outcome.grant.scopes !== null) return outcome
  // Scopes that are not named are those granted before. RFC 6749 section 6
  return { ...outcome, grant: { ...outcome.grant, scopes: current?.scopes ?? null } }
}

async function byRefreshOrPassword(
  { oauth, clock }: Context,
  { method, credentials, current }: By<'oauth2-password'>,
  options: ObtainOptions,
): Promise<GrantOutcome> {
  const tools = { oauth, clock, ...options }
  const refreshToken = current?.refreshToken
  if (refreshToken !== undefined) {
    const outcome = await refreshGrant(method, { credentials, refreshToken }, tools)
    // A refresh token that has run out says nothing of the password; a provider that is away says nothing of either.
    const isAway = !outcome.ok && (outcome.httpStatus === undefined || outcome.httpStatus >= 500)
    if (outcome.ok || isAway || outcome.failure.cause === 'rate_limited') return outcome
  }
  return passwordGrant(method, credentials, tools)
}

function byMinting(
  { http, clock }: Context,
  { method, credentials, adapter }: By<'minted-token'>,
  options: ObtainOptions,
): Promise<GrantOutcome> {
  const expiry = adapter.tokenExpiry === undefined ? {} : { expiryOf: adapter.tokenExpiry }
  return mintGrant(method, credentials, { http, clock, ...expiry, ...options })
}

const nothingToAsk = Object.freeze<GrantOutcome>({
  ok: false,
  failure: { cause: 'unexpected_answer', message: 'This kind of connection needs no token.', hints: [] },
})

const onlyAPerson = Object.freeze<GrantOutcome>({
  ok: false,
  failure: {
    cause: 'expired',
    message: 'The authorisation of this connection has ended, or was never given.',
    hints: ['Authorise it in the browser: connform authorize, or the link that authorize() gives.'],
  },
})
