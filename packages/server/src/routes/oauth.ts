import type { FastifyPluginCallback } from 'fastify'
import { type CallbackOutcome, callbackPage, callbackScript } from '../oauth/callback-page.ts'
import { callbackUrl } from '../oauth/callback-url.ts'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { callConnform } from '../requests/call-connform.ts'
import { stateOf } from '../requests/request-state.ts'
import { object, text } from '../schemas/json-schema.ts'
import { idParams, operation } from '../schemas/operation.ts'
import { CALLBACK_PAGE_POLICY } from '../security/answer-headers.ts'
import { ownOrigin } from '../security/same-site.ts'
import { inChildSpan } from '../telemetry/spans.ts'

const tag = 'OAuth'
/** Who acts when a provider sends a person back: nobody who said who they are. */
const CALLBACK_ACTOR = 'oauth-callback'

interface AuthorizeBody {
  readonly redirectUri?: string
  readonly openerOrigin?: string
}

/** `connections/:id/authorize` and `oauth/callback`: an authorisation by a person, from the first page to the last. */
export const oauthRoutes: FastifyPluginCallback<Parts> = (app, { connform, options, base }, done) => {
  const { publicUrl } = options
  app.post<{ Params: { id: string }; Body: AuthorizeBody | undefined }>(
    '/connections/:id/authorize',
    {
      config: { connform: { role: 'editor' } },
      schema: operation({
        id: 'authorizeConnection',
        tag,
        summary: 'Begin an authorisation by a person',
        description:
          "The answer's `url` is opened in the person's browser, best in a popup. The page that ends it reports to the others of this server by `BroadcastChannel('connform-oauth')`.",
        params: idParams,
        body: {
          ...object(
            {},
            {
              redirectUri: {
                type: 'string',
                format: 'uri',
                maxLength: 2048,
                description: 'Default is `oauth/callback` of this server.',
              },
              openerOrigin: {
                type: 'string',
                format: 'uri',
                maxLength: 256,
                description: 'Where the page is that waits; has to be of this server.',
              },
            },
          ),
          type: ['object', 'null'],
        },
        answers: { 200: { description: 'Where the person goes.', of: 'Authorization' } },
        problems: [404, 409],
      }),
    },
    (request) => {
      const { redirectUri = callbackUrl(request, { publicUrl, base }), openerOrigin } = request.body ?? {}
      if (openerOrigin !== undefined && openerOrigin !== ownOrigin(request, publicUrl)) throw notHeard()
      return callConnform(request, 'connections.authorize', ({ connections }) =>
        connections.authorize(request.params.id, { redirectUri }),
      )
    },
  )

  app.get<{ Querystring: Record<string, string | string[]> }>(
    '/oauth/callback',
    {
      config: { connform: { limit: 'login' } },
      schema: operation({
        id: 'finishAuthorization',
        tag,
        summary: 'Where a provider sends a person back to',
        description: 'Takes whatever parameters the provider adds, as RFC 6749 section 4.1.2 asks for.',
        query: {
          type: 'object',
          properties: { code: text, state: text, error: text, context: text, scope: text },
          additionalProperties: true,
        },
        answers: {
          200: { description: 'A page that reports and closes itself.', type: 'text/html' },
        },
        isPublic: true,
      }),
    },
    async (request, reply) => {
      const { span } = stateOf(request)
      const query = new URLSearchParams(request.url.split('?')[1] ?? '')
      const result = await inChildSpan(span, 'connform.oauth.handleCallback', () =>
        connform.as(CALLBACK_ACTOR).oauth.handleCallback(query, { anyTenant: true }),
      )
      const outcome: CallbackOutcome = result.ok
        ? { ok: true, connection: result.connection.id }
        : { ok: false, issues: result.issues }
      return reply
        .header('content-security-policy', CALLBACK_PAGE_POLICY)
        .type('text/html; charset=utf-8')
        .send(callbackPage(outcome, `${base}/oauth/callback.js`))
    },
  )

  app.get('/oauth/callback.js', { schema: { hide: true } }, async (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(callbackScript),
  )
  done()
}

const notHeard = (): HttpProblem =>
  new HttpProblem('invalid_request', {
    detail: 'The page that waits is not of this server, and would not hear how it ends.',
    hint: 'Leave out openerOrigin, and read the connection instead.',
  })
