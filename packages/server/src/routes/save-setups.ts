import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import { sendAnswer } from '../requests/answer.ts'
import { callConnform } from '../requests/call-connform.ts'
import { principalOf } from '../requests/request-state.ts'
import { setupAnswer } from '../requests/setup-answer.ts'
import { isSealed, secretFieldsOf, unseal } from '../requests/unseal.ts'
import { object } from '../schemas/json-schema.ts'
import { idParams, operation } from '../schemas/operation.ts'
import { answerAsItHappens } from '../streams/answer-as-it-happens.ts'
import { stepTeller } from '../streams/step-lines.ts'
import { ifMatch } from './connections.ts'
import { slotParams } from './setup-slots.ts'
import { asItWasRead } from './setups.ts'

const tag = 'Setups'
const saving = { connform: { role: 'editor', limit: 'outgoing' } } as const
const choosing = { connform: { role: 'editor', limit: 'outgoing', bodyMembers: 4000 } } as const
const asLines = 'With `Accept: application/x-ndjson` the steps of the test are told as they happen.'

type Form = Readonly<Record<string, unknown>>
type Guarded = { readonly confirm?: readonly string[] }

interface StartBody {
  readonly document: string
  readonly name?: string
  readonly connect?: { readonly slot: string; readonly values: Form }
}
type ConnectBody = Guarded & ({ readonly values: Form } | { readonly connection: string })
interface SettingsBody extends Guarded {
  readonly settings: Form
  readonly section?: string
}

const values = {
  type: 'object',
  description: 'Fields by name. A secret may be sealed: `{ "sealed": "<envelope>" }`, see `GET /sealing-key`.',
}
const id = { type: 'string', minLength: 1, maxLength: 128 }
const guarded = {
  confirm: {
    type: 'array',
    items: { type: 'string', maxLength: 128 },
    maxItems: 100,
    description: 'Names of the locked fields whose change is meant, as a `guard` names them.',
  },
}

/** `setups`: start them, connect their slots, save what was chosen. */
export const saveSetupRoutes: FastifyPluginCallback<Parts> = (app, parts, done) => {
  app.post<{ Body: StartBody }>(
    '/setups',
    {
      config: saving,
      schema: operation({
        id: 'startSetup',
        tag,
        summary: 'Start a setup, with a first connection where one is given',
        description: `Where the test of the connection fails, nothing is stored. ${asLines}`,
        body: object(
          { document: id },
          {
            name: { type: 'string', minLength: 1, maxLength: 200, description: "Default is the document's title." },
            connect: object({ slot: { type: 'string', minLength: 1, maxLength: 64 }, values }),
          },
        ),
        answers: { 201: { description: 'It is started.', of: 'SavedSetup', lines: 'StepLine' } },
        problems: [404, 409, 422, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => {
          const { document, connect, ...rest } = request.body
          const first = connect && {
            connect: { slot: connect.slot, input: await unsealStart(parts, request, document, connect) },
          }
          const options = { ...rest, ...first, signal: telling.signal, onStep: stepTeller(telling) }
          const result = await callConnform(request, 'setups.start', ({ setups }) => setups.start(document, options))
          if (result.test !== undefined) parts.metrics.tested(result.test.cause)
          const location = result.ok ? { location: `${parts.base}/setups/${result.setup.id}` } : {}
          return setupAnswer(result, location, 201)
        },
      }),
  )

  app.put<{ Params: { id: string; slot: string }; Body: ConnectBody }>(
    '/setups/:id/slots/:slot',
    {
      config: saving,
      schema: operation({
        id: 'connectSlot',
        tag,
        summary: 'Connect a slot, or change its connection',
        description: `By a filled form, or by the id of a connection that is there already. Tested first; refused, nothing is changed. ${asLines}`,
        params: slotParams,
        headers: ifMatch,
        body: { oneOf: [object({ values }, guarded), object({ connection: id }, guarded)] },
        answers: { 200: { description: 'It is saved.', of: 'SavedSetup', lines: 'StepLine' } },
        problems: [404, 409, 412, 422, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => {
          const { id: setup, slot } = request.params
          const { body } = request
          const steps = { signal: telling.signal, onStep: stepTeller(telling) }
          const act = 'connection' in body ? 'setups.use' : 'setups.connect'
          const result = await asItWasRead(request, act, async (setups, revision) => {
            const options = { ...revision, ...(body.confirm === undefined ? {} : { confirm: body.confirm }), ...steps }
            return 'connection' in body
              ? setups.use(setup, slot, body.connection, options)
              : setups.connect(setup, slot, await unsealSlot(parts, request, body.values), options)
          })
          if (result.test !== undefined) parts.metrics.tested(result.test.cause)
          return setupAnswer(result)
        },
      }),
  )

  app.patch<{ Params: { id: string }; Body: SettingsBody }>(
    '/setups/:id/settings',
    {
      config: choosing,
      schema: operation({
        id: 'saveSettings',
        tag,
        summary: 'Save what was chosen',
        description:
          'Changes what `settings` names; a mapping is a list of rows `{ "from", "to" }` under its name. With `section`, everything that this section asks for has to be there.',
        params: idParams,
        headers: ifMatch,
        body: object(
          { settings: { type: 'object', description: 'Fields and mappings by name.' } },
          { section: { type: 'string', minLength: 1, maxLength: 64 }, ...guarded },
        ),
        answers: { 200: { description: 'It is saved.', of: 'SavedSetup' } },
        problems: [404, 409, 412, 422, 502, 504],
      }),
    },
    async (request, reply) => {
      const { settings, ...options } = request.body
      const result = await asItWasRead(request, 'setups.save', (setups, revision) =>
        setups.save(request.params.id, settings, { ...options, ...revision }),
      )
      return sendAnswer(reply, setupAnswer(result))
    },
  )
  done()
}

/** The slot of a setup that is not started yet is one of its document. */
async function unsealStart(
  parts: Parts,
  request: FastifyRequest,
  document: string,
  { slot, values }: NonNullable<StartBody['connect']>,
): Promise<Form> {
  if (!isSealed(values)) return values
  const definition = await callConnform(request, 'setups.documents.get', ({ setups }) => {
    const { slots } = setups.documents.get(document)
    return Object.hasOwn(slots, slot) ? slots[slot]?.definition : undefined
  })
  // A slot that is not there is refused before anything of its form is looked at.
  return definition === undefined ? values : unsealFor(parts, request, values, definition)
}

async function unsealSlot(parts: Parts, request: FastifyRequest, values: Form): Promise<Form> {
  if (!isSealed(values)) return values
  const { id, slot } = request.params as { readonly id: string; readonly slot: string }
  const { definition } = await callConnform(request, 'setups.form', ({ setups }) => setups.form(id, slot))
  return unsealFor(parts, request, values, definition)
}

/** An envelope is for a definition and a field: a slot may be given another connection by the same form. */
async function unsealFor(parts: Parts, request: FastifyRequest, values: Form, definition: string): Promise<Form> {
  const secretFields = await callConnform(request, 'definitions.get', ({ definitions }) =>
    secretFieldsOf(definitions.get(definition)),
  )
  return unseal(parts, values, { principal: principalOf(request), definition, secretFields })
}
