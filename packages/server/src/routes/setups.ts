import type { ResetKind, RevisionOption, Setup, SetupListOptions, SetupStatus, Setups } from 'connform'
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../parts.ts'
import { sendAnswer } from '../requests/answer.ts'
import { callConnform } from '../requests/call-connform.ts'
import { hasSame, revisionIn, setupTag } from '../requests/entity-tag.ts'
import { againstRevision } from '../requests/precondition.ts'
import { headersOf, object } from '../schemas/json-schema.ts'
import { idParams, operation, strayBody } from '../schemas/operation.ts'
import { resetKinds, setupSorts, setupStatuses } from '../schemas/setups.ts'
import { ifMatch } from './connections.ts'

const tag = 'Setups'
const viewer = { connform: { role: 'viewer' } } as const
const editor = { connform: { role: 'editor' } } as const

interface ListQuery extends Omit<SetupListOptions, 'sort'> {
  readonly sort?: string
}

const listQuery = object(
  {},
  {
    document: { type: 'string', maxLength: 128 },
    search: { type: 'string', maxLength: 200, description: "Part of the name, or of a connection's address." },
    status: { type: 'string', enum: [...setupStatuses] },
    sort: {
      type: 'string',
      enum: setupSorts.flatMap((name) => [name, `-${name}`]),
      description: 'Descending with a leading `-`. Default is `name`.',
    },
  },
)

/** `setups`: read those that were started, note their use, have them forget, and end them. */
export const setupRoutes: FastifyPluginCallback<Parts> = (app, _parts, done) => {
  app.get<{ Querystring: ListQuery }>(
    '/setups',
    {
      config: viewer,
      schema: operation({
        id: 'listSetups',
        tag,
        summary: 'The setups of a tenant that were started',
        query: listQuery,
        answers: { 200: { description: 'All that match.', of: 'SetupList' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'setups.list', async ({ setups }) => ({
        setups: await setups.list(listOptions(request.query)),
      })),
  )

  app.get<{ Params: { id: string } }>(
    '/setups/:id',
    {
      config: viewer,
      schema: operation({
        id: 'getSetup',
        tag,
        summary: 'Where a setup stands: what works, what can be used, and what comes next',
        params: idParams,
        headers: headersOf({ 'if-none-match': { type: 'string', maxLength: 1024 } }),
        answers: {
          200: { description: 'The setup and its status.', of: 'SetupStatus' },
          304: { description: 'It is as you have it.' },
        },
        problems: [404],
      }),
    },
    async (request, reply) => {
      const status = await readSetup(request)
      const etag = setupTag(status.setup)
      reply.header('etag', etag)
      return hasSame(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(status)
    },
  )

  app.delete<{ Params: { id: string }; Querystring: { keepConnections?: boolean } }>(
    '/setups/:id',
    {
      config: editor,
      schema: operation({
        id: 'removeSetup',
        tag,
        summary: 'End a setup',
        description:
          'The connections that it made go along, and can be restored for 30 days; with `keepConnections` they stay. Nothing changes at the connected systems.',
        params: idParams,
        query: object({}, { keepConnections: { type: 'boolean' } }),
        headers: ifMatch,
        answers: { 204: { description: 'It is over.' } },
        problems: [404, 409, 412, ...strayBody],
      }),
    },
    async (request, reply) => {
      await asItWasRead(request, 'setups.remove', (setups, options) =>
        setups.remove(request.params.id, { ...request.query, ...options }),
      )
      return reply.code(204).send()
    },
  )

  app.post<{ Params: { id: string } }>(
    '/setups/:id/use',
    {
      config: editor,
      schema: operation({
        id: 'useSetup',
        tag,
        summary: 'Note the first use',
        description: 'From here on, a change of a locked field has to be confirmed. The first time counts.',
        params: idParams,
        headers: ifMatch,
        answers: { 200: { description: 'The setup.', of: 'Setup' } },
        problems: [404, 409, 412, ...strayBody],
      }),
    },
    async (request, reply) =>
      sendSetup(
        reply,
        await asItWasRead(request, 'setups.markUsed', (setups, options) => setups.markUsed(request.params.id, options)),
      ),
  )

  app.post<{ Params: { id: string }; Body: { kind: ResetKind } }>(
    '/setups/:id/reset',
    {
      config: editor,
      schema: operation({
        id: 'resetSetup',
        tag,
        summary: 'Have a setup forget what it holds',
        description:
          '`keep-store` forgets settings, mappings and use; `delete-store` the connections as well. The document says which there are.',
        params: idParams,
        headers: ifMatch,
        body: object({ kind: { type: 'string', enum: [...resetKinds] } }),
        answers: { 200: { description: 'The setup.', of: 'Setup' } },
        problems: [404, 409, 412],
      }),
    },
    async (request, reply) =>
      sendSetup(
        reply,
        await asItWasRead(request, 'setups.reset', (setups, options) =>
          setups.reset(request.params.id, request.body.kind, options),
        ),
      ),
  )
  done()
}

/** The setup that the path names, and where it stands. */
export const readSetup = (request: FastifyRequest): Promise<SetupStatus> =>
  callConnform(request, 'setups.status', ({ setups }) => setups.status((request.params as { readonly id: string }).id))

/** Runs an act on the setup that the path names, as `If-Match` has read it. */
export function asItWasRead<T>(
  request: FastifyRequest,
  name: string,
  run: (setups: Setups, options: RevisionOption) => Promise<T>,
): Promise<T> {
  const revision = revisionIn(request.headers['if-match'])
  return againstRevision(revision, {
    run: () => callConnform(request, name, ({ setups }) => run(setups, revision === undefined ? {} : { revision })),
    current: () => readSetup(request),
  })
}

const sendSetup = (reply: FastifyReply, setup: Setup) =>
  sendAnswer(reply, { status: 200, headers: { etag: setupTag(setup) }, body: setup })

function listOptions({ sort, ...rest }: ListQuery): SetupListOptions {
  if (sort === undefined) return rest
  const descending = sort.startsWith('-')
  const by = (descending ? sort.slice(1) : sort) as NonNullable<SetupListOptions['sort']>['by']
  return { ...rest, sort: { by, descending } }
}
