import { type Answer, withHeaders } from '../../http/answer.ts'
import { bodyFields } from '../../http/body-fields.ts'
import type { ApiRequest } from '../../http/read-request.ts'
import { redirectAnswer } from '../answers.ts'
import type { World } from '../world.ts'
import type { AppFixture } from './app-fixture.ts'
import { approve, callbackUrl, hashOf, mayAskFor } from './callback.ts'
import { consentPage, refusalPage } from './consent-page.ts'
import { texts } from './texts.ts'

/** A request for consent, as far as it can be believed. */
interface Asked {
  readonly app: AppFixture
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** Null where the merchant is to choose. */
  readonly context: string | null
  readonly state: string | null
}

/**
 * `GET /oauth2/authorize` shows the page, `POST` is its form. The route is named by BigCommerce's own OAuth strategy;
 * the documentation does not describe it, so that what goes wrong is told as RFC 6749 section 4.1.2.1 has it.
 * https://github.com/bigcommerce/omniauth-bigcommerce
 */
export const authorize = (request: ApiRequest, world: World): Answer => {
  const { query } = request
  const app = world.apps.find(query.get('client_id'))
  if (!app) return refusalPage(400, texts.invalidClientId)
  const redirectUri = query.get('redirect_uri') ?? app.redirectUris[0]
  // An address that is not registered is told nothing: it may be anybody's.
  if (redirectUri === undefined || !app.redirectUris.includes(redirectUri)) {
    return refusalPage(400, texts.redirectMismatch)
  }
  const state = query.get('state')
  const asked = { app, redirectUri, state, context: query.get('context'), scopes: scopesOf(query.get('scope'), app) }
  if (query.get('response_type') !== 'code') return refuse(asked, 'unsupported_response_type')
  if (!mayAskFor(app, asked.scopes)) return refuse(asked, 'invalid_scope')
  return consent(request, asked, world)
}

/**
 * `GET /app/{client_id}/install`: the same page, started by the store. The app gets its whole profile and no `state`.
 * https://developer.bigcommerce.com/docs/integrations/apps/guide/buttons
 */
export const install = (request: ApiRequest, clientId: string, world: World): Answer => {
  const app = world.apps.find(clientId)
  const redirectUri = app?.redirectUris[0]
  if (!app || redirectUri === undefined) return refusalPage(404, texts.invalidClientId)
  return consent(
    request,
    { app, redirectUri, scopes: app.scopes, context: request.query.get('context'), state: null },
    world,
  )
}

const consent = (request: ApiRequest, asked: Asked, world: World): Answer => {
  const { app, scopes } = asked
  const fields = request.method === 'POST' ? bodyFields(request) : undefined
  const context = asked.context ?? fields?.get('context') ?? null
  const store = context === null ? null : world.stores.get(hashOf(context))
  if (store === undefined) return refusalPage(403, texts.ownersOnly)
  const decision = fields?.get('decision')
  if (decision === 'deny') return refuse(asked, 'access_denied')
  if (decision !== 'approve' || context === null) {
    return consentPage({ app, scopes, store, stores: [...world.stores.values()] })
  }
  const query = approve({ ...asked, context }, world)
  return query ? goTo(callbackUrl(asked.redirectUri, query)) : refusalPage(403, texts.ownersOnly)
}

const refuse = ({ app, redirectUri, state }: Asked, error: string): Answer =>
  goTo(callbackUrl(redirectUri, { error, ...(state !== null && app.echoesState && { state }) }))

const goTo = (location: string): Answer => withHeaders(redirectAnswer(302, location), { 'Cache-Control': 'no-store' })

const scopesOf = (text: string | null, app: AppFixture): readonly string[] => {
  const scopes = (text ?? '').split(' ').filter((scope) => scope !== '')
  return scopes.length === 0 ? app.scopes : [...new Set(scopes)]
}
