import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { callConnform } from '../requests/call-connform.ts'
import { type JsonSchema, object } from '../schemas/json-schema.ts'
import { operation, strayBody } from '../schemas/operation.ts'
import { assertModest } from '../security/assert-modest.ts'
import { answerAsItHappens } from '../streams/answer-as-it-happens.ts'
import { stepTeller } from '../streams/step-lines.ts'

const tag = 'Setups'
const viewer = { connform: { role: 'viewer' } } as const
const reading = { connform: { role: 'viewer', limit: 'outgoing' } } as const
const testing = { connform: { role: 'editor', limit: 'outgoing' } } as const

const id = { type: 'string', minLength: 1, maxLength: 128 }

/** Parameters of the path of a slot. */
export const slotParams: JsonSchema = object({ id, slot: { type: 'string', minLength: 1, maxLength: 64 } })

/** `setups/:id/slots` and `setups/:id/options`: forms, tests, and what can be chosen. */
export const setupSlotRoutes: FastifyPluginCallback<Parts> = (app, parts, done) => {
  app.get<{ Params: { id: string; slot: string } }>(
    '/setups/:id/slots/:slot',
    {
      config: viewer,
      schema: operation({
        id: 'getSlotForm',
        tag,
        summary: 'The form of a slot',
        params: slotParams,
        answers: { 200: { description: 'For an edit where a connection is there.', of: 'SlotForm' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'setups.form', ({ setups }) => setups.form(request.params.id, request.params.slot)),
  )

  app.post<{ Params: { id: string; slot: string } }>(
    '/setups/:id/slots/:slot/test',
    {
      config: testing,
      schema: operation({
        id: 'testSlot',
        tag,
        summary: 'Test the connection of a slot as the setup asks',
        description:
          'The result is stored with the connection. With `Accept: application/x-ndjson` the steps are told as they happen. A failed test is a result, not a problem.',
        params: slotParams,
        answers: { 200: { description: 'What it found.', of: 'TestResult', lines: 'StepLine' } },
        problems: [404, 409, 502, 504, ...strayBody],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => {
          const { id: setup, slot } = request.params
          const options = { signal: telling.signal, onStep: stepTeller(telling) }
          const result = await callConnform(request, 'setups.test', ({ setups }) => setups.test(setup, slot, options))
          parts.metrics.tested(result.cause)
          return { status: 200, body: result }
        },
      }),
  )

  app.get<{ Params: { id: string; field: string }; Querystring: { refresh?: boolean; settings?: string } }>(
    '/setups/:id/options/:field',
    {
      config: reading,
      schema: operation({
        id: 'listSetupOptions',
        tag,
        summary: 'What can be chosen in a field of the settings',
        description: 'Of a side of a mapping: `mapping.from` or `mapping.to`; of any list: `slot.source`.',
        params: object({ id, field: { type: 'string', minLength: 1, maxLength: 128 } }),
        query: object(
          {},
          {
            refresh: { type: 'boolean', description: 'Reads anew what was read a moment ago.' },
            settings: {
              type: 'string',
              maxLength: 2048,
              description: 'A JSON object: what is chosen in other fields, over what is saved.',
            },
          },
        ),
        answers: { 200: { description: 'Everything in the list.', of: 'OptionList' } },
        problems: [404, 409, 502, 504],
      }),
    },
    async (request) => {
      const { id: setup, field } = request.params
      const { refresh = false, settings } = request.query
      const query = { refresh, ...(settings === undefined ? {} : { settings: chosenIn(settings) }) }
      const options = await callConnform(request, 'setups.options', ({ setups }) => setups.options(setup, field, query))
      return { options }
    },
  )
  done()
}

/** Choices, out of the text of a query. */
function chosenIn(text: string): Readonly<Record<string, unknown>> {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpProblem('invalid_request', { detail: 'The query `settings` has to be the text of a JSON object.' })
  }
  assertModest(value)
  return value as Readonly<Record<string, unknown>>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
