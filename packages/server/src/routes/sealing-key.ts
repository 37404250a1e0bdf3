import type { FastifyPluginCallback } from 'fastify'
import { sealingSession } from '../auth/sealing-session.ts'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { principalOf } from '../requests/request-state.ts'
import { object } from '../schemas/json-schema.ts'
import { operation } from '../schemas/operation.ts'

/** `sealing-key`: with what a page seals the secrets of a form before it sends them. */
export const sealingKeyRoutes: FastifyPluginCallback<Parts> = (app, { sealing }, done) => {
  app.get<{ Querystring: { definition?: string } }>(
    '/sealing-key',
    {
      config: { connform: { role: 'editor' } },
      schema: operation({
        id: 'getSealingKey',
        tag: 'Connections',
        summary: 'The key to seal secret fields with',
        description:
          'For `sealField` of @connform/vault/browser, or any sealed box of libsodium. What it seals opens once, for this session, definition, field and connection alone.',
        query: object({}, { definition: { type: 'string', maxLength: 128 } }),
        answers: { 200: { description: 'The key; nothing of it is secret.', of: 'SealingKey' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'sealingKey', ({ definitions }) => {
        const { definition } = request.query
        if (definition !== undefined) definitions.get(definition)
        return sealing.issue(sealingSession(principalOf(request)))
      }),
  )
  done()
}
