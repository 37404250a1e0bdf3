import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { object } from '../schemas/json-schema.ts'
import { idParams, operation } from '../schemas/operation.ts'
import { answerAsItHappens } from '../streams/answer-as-it-happens.ts'
import { stepTeller } from '../streams/step-lines.ts'

const tag = 'Connections'
const asking = { connform: { role: 'editor', limit: 'outgoing' } } as const

/** `connections/:id/test` and `connections/:id/options/:source`: what asks the provider something. */
export const connectionTestRoutes: FastifyPluginCallback<Parts> = (app, parts, done) => {
  app.post<{ Params: { id: string }; Body: { profile?: string } | undefined }>(
    '/connections/:id/test',
    {
      config: asking,
      schema: operation({
        id: 'testConnection',
        tag,
        summary: 'Test a connection with one real request',
        description:
          'The result is stored with it. With `Accept: application/x-ndjson` the steps are told as they happen. A failed test is a result, not a problem.',
        params: idParams,
        body: { ...object({}, { profile: { type: 'string', maxLength: 128 } }), type: ['object', 'null'] },
        answers: { 200: { description: 'What it found.', of: 'TestResult', lines: 'StepLine' } },
        problems: [404, 409, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => {
          const { signal } = telling
          const options = { ...request.body, signal, onStep: stepTeller(telling) }
          const result = await callConnform(request, 'connections.test', ({ connections }) =>
            connections.test(request.params.id, options),
          )
          parts.metrics.tested(result.cause)
          return { status: 200, body: result }
        },
      }),
  )

  app.get<{ Params: { id: string; source: string } }>(
    '/connections/:id/options/:source',
    {
      config: asking,
      schema: operation({
        id: 'listOptions',
        tag,
        summary: "What can be chosen from one of the connected system's lists",
        params: object({
          id: { type: 'string', minLength: 1, maxLength: 128 },
          source: { type: 'string', minLength: 1, maxLength: 64 },
        }),
        answers: { 200: { description: 'Everything in the list.', of: 'OptionList' } },
        problems: [404, 409, 502, 504],
      }),
    },
    async (request) => {
      const { id, source } = request.params
      const options = await callConnform(request, 'connections.options', ({ connections }) =>
        connections.options(id, source),
      )
      return { options }
    },
  )
  done()
}
