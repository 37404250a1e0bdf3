import type { Role } from 'connform'
import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { callConnform } from '../requests/call-connform.ts'
import { roles } from '../schemas/access.ts'
import { object } from '../schemas/json-schema.ts'
import { idParams, operation, strayBody } from '../schemas/operation.ts'

const tag = 'Access'
const admin = { connform: { role: 'admin' } } as const

/** `api-keys`: how programs come in. */
export const apiKeyRoutes: FastifyPluginCallback<Parts> = (app, { base }, done) => {
  app.get(
    '/api-keys',
    {
      config: admin,
      schema: operation({
        id: 'listApiKeys',
        tag,
        summary: 'The API keys of a tenant',
        description: 'Oldest first; revoked and expired ones, too.',
        answers: { 200: { description: 'Without the keys themselves.', of: 'ApiKeyList' } },
      }),
    },
    async (request) => ({ apiKeys: await callConnform(request, 'access.listKeys', ({ access }) => access.listKeys()) }),
  )

  app.post<{ Body: { name: string; role: Role; expiresAt?: string } }>(
    '/api-keys',
    {
      config: admin,
      schema: operation({
        id: 'createApiKey',
        tag,
        summary: 'Make an API key',
        body: object(
          { name: { type: 'string', maxLength: 255 }, role: { type: 'string', enum: [...roles] } },
          { expiresAt: { type: 'string', maxLength: 64, description: 'ISO 8601. Default is never.' } },
        ),
        answers: { 201: { description: 'The only answer that ever shows it.', of: 'CreatedApiKey' } },
        problems: [422],
      }),
    },
    async (request, reply) => {
      const result = await callConnform(request, 'access.createKey', ({ access }) => access.createKey(request.body))
      if (!result.ok) {
        const { issues } = result
        throw new HttpProblem('invalid_input', { detail: 'The form is not complete yet.', issues, changes: [] })
      }
      const { apiKey, secret } = result
      return reply
        .code(201)
        .header('location', `${base}/api-keys/${apiKey.id}`)
        .send({ apiKey, secret: secret.reveal() })
    },
  )

  app.delete<{ Params: { id: string } }>(
    '/api-keys/:id',
    {
      config: admin,
      schema: operation({
        id: 'revokeApiKey',
        tag,
        summary: 'Revoke an API key, for good',
        params: idParams,
        answers: { 200: { description: 'The key as it is now.', of: 'ApiKey' } },
        problems: [404, ...strayBody],
      }),
    },
    (request) => callConnform(request, 'access.revokeKey', ({ access }) => access.revokeKey(request.params.id)),
  )
  done()
}
