import type { Principal } from 'connform'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { csrfTokenOf } from '../auth/csrf-token.ts'
import { unauthenticated } from '../auth/identify.ts'
import { clearSessionCookie, setSessionCookie } from '../auth/session-cookie.ts'
import { callbackUrl } from '../oauth/callback-url.ts'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { callConnform } from '../requests/call-connform.ts'
import { principalOf, stateOf } from '../requests/request-state.ts'
import { object } from '../schemas/json-schema.ts'
import { operation, strayBody } from '../schemas/operation.ts'
import { assertSameSite } from '../security/same-site.ts'
import { VERSION } from '../version.ts'

const tag = 'Access'

/** `session`: who asks, and how a browser comes to be somebody. */
export const sessionRoutes: FastifyPluginCallback<Parts> = (app, { connform, options, base }, done) => {
  const { publicUrl, authenticate } = options

  async function describe(
    request: FastifyRequest,
    principal: Principal,
    { tenant, session }: { tenant: string; session?: string | undefined },
  ) {
    const { actor, role, expiresAt } = principal
    return {
      actor,
      role,
      tenant,
      tenants: principal.tenant ?? '*',
      ...(session === undefined ? {} : { csrfToken: await csrfTokenOf(session) }),
      ...(expiresAt === null ? {} : { expiresAt }),
      redirectUri: callbackUrl(request, { publicUrl, base }),
      version: VERSION,
      features: { tenants: principal.tenant === null, setups: true },
    }
  }

  app.get(
    '/session',
    {
      config: { connform: { role: 'viewer' } },
      schema: operation({
        id: 'getSession',
        tag,
        summary: 'Who asks, and what they may do',
        answers: { 200: { description: 'Of the session or the API key.', of: 'Session' } },
      }),
    },
    (request) => {
      const { session } = stateOf(request)
      return callConnform(request, 'session', ({ tenantId }) =>
        describe(request, principalOf(request), { tenant: tenantId, session }),
      )
    },
  )

  app.post<{ Body: { token: string } }>(
    '/session',
    {
      config: { connform: { limit: 'login' } },
      schema: operation({
        id: 'createSession',
        tag,
        summary: 'Log in with a one-time link',
        description: 'The token of the link is used up. The session comes as a cookie that no script can read.',
        body: object({ token: { type: 'string', minLength: 1, maxLength: 256 } }),
        answers: { 201: { description: 'The session.', of: 'Session' } },
        problems: [401, 403],
        isPublic: true,
      }),
    },
    async (request, reply) => {
      assertOurs(request)
      const redeemed = await connform.access.redeemLoginLink(request.body.token)
      if (redeemed === undefined) throw usedUp()
      const { principal } = redeemed
      const session = redeemed.session.reveal()
      setSessionCookie(request, reply, { session, expiresAt: principal.expiresAt, publicUrl })
      const tenant = principal.tenant ?? connform.tenantId
      return reply.code(201).send(await describe(request, principal, { tenant, session }))
    },
  )

  app.delete(
    '/session',
    {
      config: { connform: { role: 'viewer' } },
      schema: operation({
        id: 'endSession',
        tag,
        summary: 'Log out',
        answers: { 204: { description: 'The session is over.' } },
        problems: strayBody,
      }),
    },
    async (request, reply) => {
      const { session } = stateOf(request)
      if (session === undefined) throw unauthenticated()
      await callConnform(request, 'access.endSession', (mine) => mine.access.endSession(session))
      clearSessionCookie(request, reply, publicUrl)
      return reply.code(204).send()
    },
  )

  /** A session is made where connform's own are in use, and for pages of this server alone. */
  function assertOurs(request: FastifyRequest): void {
    if (authenticate !== undefined) throw new HttpProblem('not_found', { detail: 'Nobody logs in here.' })
    assertSameSite(request, publicUrl)
  }
  done()
}

const usedUp = (): HttpProblem =>
  new HttpProblem('unauthenticated', {
    detail: 'This link was used already, or has expired.',
    hint: 'Have a new one made.',
  })
