import { type Answer, jsonAnswer } from '../../http/answer.ts'
import { bodyFields } from '../../http/body-fields.ts'
import type { ApiRequest } from '../../http/read-request.ts'
import { ownerOf } from '../content/owner.ts'
import type { World } from '../world.ts'
import type { AppFixture } from './app-fixture.ts'
import { issueAppToken } from './app-tokens.ts'
import { hashOf } from './callback.ts'
import type { Grant } from './codes.ts'
import { texts } from './texts.ts'

/** What a token request holds, and what is known of it so far. */
interface Exchange {
  readonly field: (name: string) => string | undefined
  readonly app: AppFixture | undefined
  readonly grant: Grant | undefined
}

type Check = (exchange: Exchange) => Answer | undefined

const refusal = (status: number, error: string, description?: string): Answer =>
  jsonAnswer(status, { error, ...(description !== undefined && { error_description: description }) })

/** In this order; statuses and texts as seen by others. Those of a wrong grant type and scope are not known. */
const checks: readonly Check[] = [
  ({ app }) => (app ? undefined : refusal(400, texts.invalidClientId)),
  ({ app, field }) =>
    field('client_secret') === app?.clientSecret ? undefined : refusal(400, 'invalid_client', texts.secretMismatch),
  ({ field }) => (field('grant_type') === 'authorization_code' ? undefined : refusal(400, 'unsupported_grant_type')),
  ({ grant, app }) => (grant?.clientId === app?.clientId ? undefined : refusal(400, texts.invalidCode)),
  ({ grant, field }) =>
    field('redirect_uri') === grant?.redirectUri
      ? undefined
      : refusal(400, 'redirect_uri_mismatch', texts.redirectMismatch),
  ({ grant, field }) => (field('context') === grant?.context ? undefined : refusal(403, texts.ownersOnly)),
  ({ grant, field }) => (sameScopes(field('scope'), grant?.scopes) ? undefined : refusal(400, 'invalid_scope')),
]

/**
 * `POST /oauth2/token`, JSON or a form, the client's credentials in the body: HTTP Basic is not looked at. The answer
 * has no `token_type`, `expires_in` or `refresh_token`.
 * https://developer.bigcommerce.com/docs/integrations/apps/guide/auth
 */
export const exchangeCode = (request: ApiRequest, world: World): Answer => {
  const fields = bodyFields(request)
  const field = (name: string): string | undefined => fields?.get(name)
  const code = field('code') ?? ''
  const app = world.apps.find(field('client_id'))
  const grant = world.codes.find(code)
  for (const check of checks) {
    const answer = check({ field, app, grant })
    if (answer) return answer
  }
  if (!app || !grant) return refusal(400, texts.invalidCode)

  world.codes.spend(code)
  const context = app.answeredContext ?? grant.context
  const scopes = app.answeredScopes ?? grant.scopes
  const store = world.stores.get(hashOf(context)) ?? grant.store
  const { id, username, email } = ownerOf(store)
  return jsonAnswer(200, {
    access_token: issueAppToken({ app, store, scopes }, world),
    scope: scopes.join(' '),
    user: { id, username, email },
    owner: { id, username, email },
    context,
    account_uuid: app.accountUuid,
  })
}

const sameScopes = (text: string | undefined, scopes: readonly string[] | undefined): boolean =>
  [...new Set((text ?? '').split(' '))].sort().join(' ') === [...(scopes ?? [])].sort().join(' ')
