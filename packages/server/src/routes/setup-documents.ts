import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { object } from '../schemas/json-schema.ts'
import { operation } from '../schemas/operation.ts'

const tag = 'Setups'
const viewer = { connform: { role: 'viewer' } } as const

/** `setups/documents`: the flows that can be started. */
export const setupDocumentRoutes: FastifyPluginCallback<Parts> = (app, _parts, done) => {
  app.get(
    '/setups/documents',
    {
      config: viewer,
      schema: operation({
        id: 'listSetupDocuments',
        tag,
        summary: 'The setups that can be started',
        answers: { 200: { description: 'All of them.', of: 'SetupDocumentList' } },
      }),
    },
    (request) =>
      callConnform(request, 'setups.documents.list', ({ setups }) => ({ documents: setups.documents.list() })),
  )

  app.get<{ Params: { document: string } }>(
    '/setups/documents/:document',
    {
      config: viewer,
      schema: operation({
        id: 'getSetupDocument',
        tag,
        summary: 'One setup that can be started',
        params: object({ document: { type: 'string', minLength: 1, maxLength: 128 } }),
        answers: { 200: { description: 'The document.', of: 'SetupDocument' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'setups.documents.get', ({ setups }) => setups.documents.get(request.params.document)),
  )
  done()
}
