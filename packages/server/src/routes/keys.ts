import type { KeyStatus } from 'connform'
import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { object } from '../schemas/json-schema.ts'
import { operation, strayBody } from '../schemas/operation.ts'
import { answerAsItHappens } from '../streams/answer-as-it-happens.ts'

const tag = 'Keys'

/** `keys`: the keys that seal secrets, and their rotation. */
export const keyRoutes: FastifyPluginCallback<Parts> = (app, { stop }, done) => {
  app.get<{ Querystring: { counts?: boolean } }>(
    '/keys',
    {
      config: { connform: { role: 'viewer' } },
      schema: operation({
        id: 'getKeyStatus',
        tag,
        summary: 'The keys that seal, without the keys themselves',
        query: object({}, { counts: { type: 'boolean', description: 'Counts the texts that each key has sealed.' } }),
        answers: { 200: { description: 'Of the tenant.', of: 'KeyStatus' } },
      }),
    },
    async (request) =>
      withoutFile(await callConnform(request, 'keys.status', ({ keys }) => keys.status(request.query))),
  )

  app.post(
    '/keys/rotate',
    {
      config: { connform: { role: 'admin' } },
      schema: operation({
        id: 'rotateKeys',
        tag,
        summary: 'Seal every secret anew with a new key',
        description:
          'Goes on when the caller is gone; whatever stops it, calling it again finishes it. With `Accept: application/x-ndjson` progress is told as it happens.',
        answers: { 200: { description: 'It is done.', of: 'Rotation', lines: 'ProgressLine' } },
        problems: strayBody,
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop,
        run: async ({ tell }) => {
          const body = await callConnform(request, 'keys.rotate', ({ keys }) =>
            keys.rotate({ signal: stop, onProgress: (progress) => tell({ progress }) }),
          )
          return { status: 200, body }
        },
      }),
  )
  done()
}

/** Where the key lies on the server's disk is nothing for whoever calls it from afar. */
function withoutFile({ keyEncryptionKey, dataKeys }: KeyStatus): KeyStatus {
  const { file: _, ...rest } = keyEncryptionKey
  return { keyEncryptionKey: rest, dataKeys }
}
