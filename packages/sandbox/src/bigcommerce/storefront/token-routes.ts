import { type Answer, jsonAnswer } from '../../http/answer.ts'
import { readJsonObject } from '../../http/body-fields.ts'
import { v3Error } from '../answers.ts'
import type { AuthorisedCall } from '../call.ts'
import { numericId } from '../content/store-information.ts'
import type { Route } from '../routes.ts'
import type { StorefrontTokenKind } from './claims.ts'
import { STOREFRONT_TOKENS_CHANGE } from './sunset.ts'
import { readTokenBody, type TokenRules } from './token-body.ts'

type RulesAt = (now: Date) => TokenRules

const rules: Readonly<Record<StorefrontTokenKind, RulesAt>> = {
  storefront: (now) => ({ scopes: false, corsOrigins: now < STOREFRONT_TOKENS_CHANGE ? 'optional' : 'required' }),
  private: () => ({ scopes: true, corsOrigins: 'ignored' }),
  'customer-impersonation': () => ({ scopes: false, corsOrigins: 'ignored' }),
}

const issue =
  (kind: StorefrontTokenKind) =>
  (call: AuthorisedCall): Answer => {
    const { request, records, store, storefrontTokens, ledger, token, now } = call
    const fields = readJsonObject(request.body)
    if (!fields) return v3Error(400, 'Input is invalid')
    const read = readTokenBody(fields, rules[kind](now))
    if (!read.ok) return v3Error(422, 'JSON data is missing or invalid', read.errors)
    const unknown = read.body.channelIds.filter((id) => !records.channels.some((channel) => channel.id === id))
    if (unknown.length > 0) {
      const said = `The following \`channel_id\`s [${unknown}] are not valid for store ${numericId(store.hash)}.`
      return v3Error(422, said)
    }
    const seconds = Math.floor(now.getTime() / 1000)
    const expiresAt = seconds + ledger.cappedSeconds(read.body.expiresAt - seconds)
    const { clientId } = token
    const jwt = storefrontTokens.issue({ ...read.body, expiresAt, kind, store, clientId, issuedAt: now })
    return jsonAnswer(200, { data: { token: jwt }, meta: {} })
  }

/** Revokes a storefront or a private token of this store; one revoked before is revoked again. */
const revoke = ({ request, store, ledger }: AuthorisedCall): Answer => {
  const jwt = request.headers['sf-api-token']?.toString() ?? ''
  const found = ledger.find(jwt)
  if (found?.owner !== store.hash || !revocableKinds.includes(found.kind)) {
    return v3Error(422, 'The Sf-Api-Token header is missing or holds no valid token.')
  }
  ledger.revoke(jwt)
  return jsonAnswer(200, { data: null, meta: {} })
}

const revocableKinds: readonly string[] = ['storefront', 'private'] satisfies StorefrontTokenKind[]

/** https://developer.bigcommerce.com/docs/rest-authentication/tokens */
export const storefrontTokenRoutes: readonly Route[] = [
  { method: 'POST', path: '/v3/storefront/api-token', scope: 'storefrontTokens', answer: issue('storefront') },
  { method: 'DELETE', path: '/v3/storefront/api-token', scope: 'storefrontTokens', answer: revoke },
  { method: 'POST', path: '/v3/storefront/api-token-private', scope: 'storefrontTokens', answer: issue('private') },
  {
    method: 'POST',
    path: '/v3/storefront/api-token-customer-impersonation',
    scope: 'impersonationTokens',
    answer: issue('customer-impersonation'),
  },
]
