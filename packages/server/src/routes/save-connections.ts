import type { Reentry } from '@connform/core'
import type { CreateOptions, UpdateOptions, Verify } from 'connform'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { revisionIn } from '../requests/entity-tag.ts'
import { againstRevision } from '../requests/precondition.ts'
import { principalOf } from '../requests/request-state.ts'
import { saveAnswer } from '../requests/save-answer.ts'
import { isSealed, secretFieldsOf, unseal } from '../requests/unseal.ts'
import { reentries, verifies } from '../schemas/connections.ts'
import { headersOf, object } from '../schemas/json-schema.ts'
import { idParams, operation } from '../schemas/operation.ts'
import { answerAsItHappens, type Telling } from '../streams/answer-as-it-happens.ts'
import { stepTeller } from '../streams/step-lines.ts'
import { ifMatch, readConnection } from './connections.ts'

const tag = 'Connections'
const saving = { connform: { role: 'editor', limit: 'outgoing' } } as const
const asLines = 'With `Accept: application/x-ndjson` the steps of the test are told as they happen.'

interface SaveBody {
  readonly verify?: Verify
  readonly profile?: string
}
interface CreateBody extends SaveBody {
  readonly definition: string
  readonly input: Record<string, unknown>
}
interface EditBody extends SaveBody {
  readonly patch: Record<string, unknown>
  readonly reentry?: Reentry
}

const form = {
  type: 'object',
  description: 'Fields by name. A secret may be sealed: `{ "sealed": "<envelope>" }`, see `GET /sealing-key`.',
}
const saveMembers = {
  verify: {
    type: 'string',
    enum: [...verifies],
    description: 'Default is `required`: nothing is stored when the test fails.',
  },
  profile: { type: 'string', maxLength: 128, description: 'A profile of the definition whose scopes it must have.' },
}
const editMembers = { ...saveMembers, reentry: { type: 'string', enum: [...reentries] } }

/** `connections`: make them, change them. */
export const saveRoutes: FastifyPluginCallback<Parts> = (app, parts, done) => {
  app.post<{ Body: CreateBody }>(
    '/connections',
    {
      config: saving,
      schema: operation({
        id: 'createConnection',
        tag,
        summary: 'Test and save a new connection',
        description: asLines,
        headers: headersOf({ 'idempotency-key': { type: 'string', minLength: 1, maxLength: 255 } }),
        body: object({ definition: { type: 'string', maxLength: 128 }, input: form }, saveMembers),
        answers: { 201: { description: 'It is saved.', of: 'SavedConnection', lines: 'StepLine' } },
        problems: [404, 409, 422, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => {
          const { definition, input, ...options } = request.body
          const principal = principalOf(request)
          const opened = isSealed(input)
            ? await unseal(parts, input, { principal, definition, secretFields: await secretsIn(request, definition) })
            : input
          const key = request.headers['idempotency-key']
          const idempotency = typeof key === 'string' ? { idempotencyKey: key } : {}
          const result = await callConnform(request, 'connections.create', ({ connections }) =>
            connections.create(definition, opened, { ...testing(telling, options), ...idempotency }),
          )
          if (result.test !== undefined) parts.metrics.tested(result.test.cause)
          const location = result.ok ? { location: `${parts.base}/connections/${result.connection.id}` } : {}
          return saveAnswer(result, location, 201)
        },
      }),
  )

  app.patch<{ Params: { id: string }; Body: EditBody }>(
    '/connections/:id',
    {
      config: saving,
      schema: operation({
        id: 'updateConnection',
        tag,
        summary: 'Change a connection',
        description: `Changes what the patch names. Blank or masked secrets are kept where the re-entry policy allows it. ${asLines}`,
        params: idParams,
        headers: ifMatch,
        body: object({ patch: form }, editMembers),
        answers: { 200: { description: 'It is saved.', of: 'SavedConnection', lines: 'StepLine' } },
        problems: [404, 409, 412, 422, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => saveAnswer(await edit(parts, request, { telling, what: 'update' })),
      }),
  )

  app.post<{ Params: { id: string }; Body: EditBody }>(
    '/connections/:id/reauthorize',
    {
      config: saving,
      schema: operation({
        id: 'reauthorizeConnection',
        tag,
        summary: 'Turn a connection into one of another auth type',
        description: `Same id; tested before anything is stored; the token before is taken back afterwards. ${asLines}`,
        params: idParams,
        headers: ifMatch,
        body: object({ patch: form }, editMembers),
        answers: { 200: { description: 'It is saved.', of: 'ReauthorizedConnection', lines: 'StepLine' } },
        problems: [404, 409, 412, 422, 502, 504],
      }),
    },
    (request, reply) =>
      answerAsItHappens(request, reply, {
        stop: parts.stop,
        run: async (telling) => saveAnswer(await edit(parts, request, { telling, what: 'reauthorize' })),
      }),
  )
  done()
}

type EditRequest = FastifyRequest<{ Params: { id: string }; Body: EditBody }>

async function edit(
  parts: Parts,
  request: EditRequest,
  { telling, what }: { readonly telling: Telling; readonly what: 'update' | 'reauthorize' },
) {
  const { id } = request.params
  const { patch, ...options } = request.body
  const revision = revisionIn(request.headers['if-match'])
  const opened = await unsealPatch(parts, request, patch)
  const result = await againstRevision(revision, {
    run: () =>
      callConnform(request, `connections.${what}`, ({ connections }) =>
        connections[what](id, opened, {
          ...testing(telling, options),
          ...(revision === undefined ? {} : { revision }),
        }),
      ),
    current: () => readConnection(request),
  })
  if (result.test !== undefined) parts.metrics.tested(result.test.cause)
  return result
}

async function unsealPatch(parts: Parts, request: EditRequest, patch: Record<string, unknown>) {
  if (!isSealed(patch)) return patch
  const { id, definition } = await readConnection(request)
  return unseal(parts, patch, {
    principal: principalOf(request),
    definition,
    secretFields: await secretsIn(request, definition),
    connection: id,
  })
}

const secretsIn = (request: FastifyRequest, definition: string): Promise<ReadonlySet<string>> =>
  callConnform(request, 'definitions.get', ({ definitions }) => secretFieldsOf(definitions.get(definition)))

/** What the SDK is told of how to save: everything of the body, and whom to tell of steps. */
function testing<Options extends SaveBody>(
  telling: Telling,
  options: Options,
): Options & Pick<CreateOptions & UpdateOptions, 'signal' | 'onStep'> {
  return { ...options, signal: telling.signal, onStep: stepTeller(telling) }
}
