import { type Answer, jsonAnswer } from '../http/answer.ts'
import { bodyFields, contentTypeOf, FORM_TYPE, JSON_TYPE } from '../http/body-fields.ts'
import type { ApiRequest } from '../http/read-request.ts'
import { randomText } from '../random-text.ts'
import { bodyTooLarge, pimError, texts, wrongContentType } from './answers.ts'
import type { Pims } from './pim.ts'
import type { PimFixture } from './pim-fixture.ts'

interface TokenRequest {
  readonly pim: PimFixture
  readonly pims: Pims
  readonly field: (name: string) => string
}

interface Grant {
  /** What is missing, or wrong with what is there; undefined where the grant is good. */
  refusal(request: TokenRequest): string | undefined
  spend(request: TokenRequest): void
}

/** Grant types the PIM's OAuth server knows; a client is allowed some of them. */
const knownGrantTypes: readonly string[] = [
  'authorization_code',
  'client_credentials',
  'password',
  'refresh_token',
  'token',
]

const grants: Readonly<Record<string, Grant>> = {
  password: {
    refusal: ({ pim, field }) => {
      if (field('username') === '' || field('password') === '') return texts.badRequest
      return field('username') === pim.username && field('password') === pim.password ? undefined : texts.badUser
    },
    spend: () => {},
  },
  refresh_token: {
    refusal: ({ pim, pims, field }) => {
      if (field('refresh_token') === '') return texts.badRefreshRequest
      const found = pims.ledger.find(field('refresh_token'))
      const good = found?.kind === 'pim-refresh' && found.owner === pim.host && !found.revoked && !found.expired
      return good ? undefined : texts.badRefreshToken
    },
    spend: ({ pim, pims, field }) => {
      if (pim.refreshTokenSingleUse && pim.rotatesRefreshToken) pims.ledger.revoke(field('refresh_token'))
    },
  },
}

/**
 * `POST /api/oauth/v1/token`, JSON or a form, the client by HTTP Basic. It looks at the size and the content type,
 * the grant type, the client, the client's right to the grant, the grant: in this order.
 * https://api.akeneo.com/documentation/authentication.html
 */
export const issuePimTokens = (request: ApiRequest, pim: PimFixture, pims: Pims): Answer => {
  if (request.bodyTooLarge || Buffer.byteLength(request.body) > pim.maxTokenBodyBytes) {
    return bodyTooLarge(pim.maxTokenBodyBytes)
  }
  const type = contentTypeOf(request)
  if (type !== JSON_TYPE && type !== FORM_TYPE) return wrongContentType(type)
  const fields = bodyFields(request)
  if (!fields) return pimError(400, texts.badJson)
  const tokenRequest = { pim, pims, field: (name: string) => fields.get(name) ?? '' }

  const grantType = tokenRequest.field('grant_type')
  if (!knownGrantTypes.includes(grantType)) return pimError(422, texts.badRequest)
  if (!isClient(request.headers.authorization, pim)) return pimError(422, texts.badClient)
  const grant = pim.grantTypes.includes(grantType) ? grants[grantType] : undefined
  if (!grant) return pimError(422, texts.grantNotAllowed)
  const refusal = grant.refusal(tokenRequest)
  if (refusal !== undefined) return pimError(422, refusal)
  grant.spend(tokenRequest)
  return tokenAnswer(grantType, pim, pims)
}

const isClient = (
  authorization: string | undefined,
  { clientId, clientSecret, connectionDeleted }: PimFixture,
): boolean => {
  const encoded = /^Basic +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? ''
  return !connectionDeleted && Buffer.from(encoded, 'base64').toString('utf8') === `${clientId}:${clientSecret}`
}

const tokenAnswer = (grantType: string, pim: PimFixture, { ledger, clock }: Pims): Answer => {
  const issuedAt = clock()
  const seconds = ledger.cappedSeconds(pim.accessTokenSeconds)
  const issue = (kind: 'pim-access' | 'pim-refresh', lifetimeSeconds: number): string => {
    const token = Buffer.from(randomText(64)).toString('base64url')
    const expiresAt = new Date(issuedAt.getTime() + lifetimeSeconds * 1000)
    ledger.add({ kind, token, owner: pim.host, issuedAt, expiresAt })
    return token
  }
  const renewsRefreshToken = grantType === 'password' || pim.rotatesRefreshToken
  return jsonAnswer(200, {
    access_token: issue('pim-access', seconds),
    expires_in: seconds,
    token_type: 'bearer',
    scope: null,
    ...(renewsRefreshToken && { refresh_token: issue('pim-refresh', pim.refreshTokenSeconds) }),
  })
}
