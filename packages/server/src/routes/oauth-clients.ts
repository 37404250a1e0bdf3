import type { OAuthClient, OAuthClientResult } from 'connform'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { type Answer, sendAnswer } from '../requests/answer.ts'
import { callConnform } from '../requests/call-connform.ts'
import { hasSame, revisionIn, revisionTag } from '../requests/entity-tag.ts'
import { againstRevision } from '../requests/precondition.ts'
import { principalOf } from '../requests/request-state.ts'
import { unseal } from '../requests/unseal.ts'
import { headersOf, object } from '../schemas/json-schema.ts'
import { idParams, operation, strayBody } from '../schemas/operation.ts'
import { ifMatch } from './connections.ts'

const tag = 'OAuth'
const viewer = { connform: { role: 'viewer' } } as const
const editor = { connform: { role: 'editor' } } as const
const form = { type: 'object', description: '`name`, `clientId` and `clientSecret`; the secret may be sealed.' }
const secretFields: ReadonlySet<string> = new Set(['clientSecret'])

/** `oauth-clients`: client IDs and client secrets to choose in many connections. */
export const oauthClientRoutes: FastifyPluginCallback<Parts> = (app, parts, done) => {
  app.get<{ Querystring: { definition?: string } }>(
    '/oauth-clients',
    {
      config: viewer,
      schema: operation({
        id: 'listOAuthClients',
        tag,
        summary: 'The OAuth clients of a tenant',
        query: object({}, { definition: { type: 'string', maxLength: 128 } }),
        answers: { 200: { description: 'By name.', of: 'OAuthClientList' } },
      }),
    },
    async (request) => {
      const { definition } = request.query
      const oauthClients = await callConnform(request, 'oauthClients.list', (mine) =>
        mine.oauthClients.list(definition),
      )
      return { oauthClients }
    },
  )

  app.post<{ Body: { definition: string; input: Record<string, unknown> } }>(
    '/oauth-clients',
    {
      config: editor,
      schema: operation({
        id: 'createOAuthClient',
        tag,
        summary: 'Save a new OAuth client',
        body: object({ definition: { type: 'string', maxLength: 128 }, input: form }),
        answers: { 201: { description: 'It is saved.', of: 'SavedOAuthClient' } },
        problems: [404, 422],
      }),
    },
    async (request, reply) => {
      const { definition, input } = request.body
      const opened = await unseal(parts, input, { principal: principalOf(request), definition, secretFields })
      const result = await callConnform(request, 'oauthClients.create', (mine) =>
        mine.oauthClients.create(definition, opened),
      )
      const answer = clientAnswer(result, 201)
      const location = result.ok ? { location: `${parts.base}/oauth-clients/${result.client.id}` } : {}
      return sendAnswer(reply, { ...answer, headers: { ...answer.headers, ...location } })
    },
  )

  app.get<{ Params: { id: string } }>(
    '/oauth-clients/:id',
    {
      config: viewer,
      schema: operation({
        id: 'getOAuthClient',
        tag,
        summary: 'One OAuth client',
        params: idParams,
        headers: headersOf({ 'if-none-match': { type: 'string', maxLength: 1024 } }),
        answers: {
          200: { description: 'The client.', of: 'SavedOAuthClient' },
          304: { description: 'It is as you have it.' },
        },
        problems: [404],
      }),
    },
    async (request, reply) => {
      const client = await readClient(request)
      const answer = clientAnswer({ ok: true, client, issues: [] })
      const isSame = hasSame(request.headers['if-none-match'], revisionTag(client))
      return sendAnswer(reply, isSame ? { status: 304, headers: { etag: revisionTag(client) } } : answer)
    },
  )

  app.patch<{ Params: { id: string }; Body: { patch: Record<string, unknown> } }>(
    '/oauth-clients/:id',
    {
      config: editor,
      schema: operation({
        id: 'updateOAuthClient',
        tag,
        summary: 'Change an OAuth client',
        description: 'A blank or masked secret is kept; with another client ID it must be typed again.',
        params: idParams,
        headers: ifMatch,
        body: object({ patch: form }),
        answers: { 200: { description: 'It is saved.', of: 'SavedOAuthClient' } },
        problems: [404, 409, 412, 422],
      }),
    },
    async (request, reply) => {
      const { id } = request.params
      const { definition } = await readClient(request)
      const principal = principalOf(request)
      const opened = await unseal(parts, request.body.patch, { principal, definition, secretFields, connection: id })
      const revision = revisionIn(request.headers['if-match'])
      const result = await againstRevision(revision, {
        run: () =>
          callConnform(request, 'oauthClients.update', (mine) =>
            mine.oauthClients.update(id, opened, revision === undefined ? {} : { revision }),
          ),
        current: () => readClient(request),
      })
      return sendAnswer(reply, clientAnswer(result))
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/oauth-clients/:id',
    {
      config: editor,
      schema: operation({
        id: 'removeOAuthClient',
        tag,
        summary: 'Remove an OAuth client that no connection uses',
        params: idParams,
        headers: ifMatch,
        answers: { 204: { description: 'It is gone.' } },
        problems: [404, 409, 412, ...strayBody],
      }),
    },
    async (request, reply) => {
      const revision = revisionIn(request.headers['if-match'])
      if (revision !== undefined) await assertRevision(request, revision)
      await callConnform(request, 'oauthClients.remove', (mine) => mine.oauthClients.remove(request.params.id))
      return reply.code(204).send()
    },
  )
  done()
}

const readClient = (request: FastifyRequest): Promise<OAuthClient> =>
  callConnform(request, 'oauthClients.get', (mine) =>
    mine.oauthClients.get((request.params as { readonly id: string }).id),
  )

async function assertRevision(request: FastifyRequest, revision: number): Promise<void> {
  const current = await readClient(request)
  if (current.revision === revision) return
  throw new HttpProblem('precondition_failed', {
    detail: 'It was changed by somebody else since you read it.',
    current,
  })
}

function clientAnswer(result: OAuthClientResult, status = 200): Answer {
  const { issues } = result
  if (!result.ok)
    throw new HttpProblem('invalid_input', { detail: 'The form is not complete yet.', issues, changes: [] })
  const { client } = result
  return { status, headers: { etag: revisionTag(client) }, body: { oauthClient: client, issues } }
}
