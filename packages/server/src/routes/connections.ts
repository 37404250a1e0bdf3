import { causes } from '@connform/core'
import type { Cause, Connection, ConnectionSort, ConnectionStatus, ListOptions } from 'connform'
import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { assertRole } from '../auth/assert-role.ts'
import type { Parts } from '../parts.ts'
import { sendAnswer } from '../requests/answer.ts'
import { callConnform } from '../requests/call-connform.ts'
import { connectionTag, hasSame, revisionIn } from '../requests/entity-tag.ts'
import { nextLink } from '../requests/next-link.ts'
import { againstRevision } from '../requests/precondition.ts'
import { sorts, statuses } from '../schemas/connections.ts'
import { headersOf, object } from '../schemas/json-schema.ts'
import { idParams, operation, strayBody } from '../schemas/operation.ts'

const tag = 'Connections'
const viewer = { connform: { role: 'viewer' } } as const
const editor = { connform: { role: 'editor' } } as const

interface ListQuery {
  readonly search?: string
  readonly status?: ConnectionStatus
  readonly definition?: string
  readonly cause?: Cause | 'untested'
  readonly notices?: boolean
  readonly removed?: boolean
  readonly sort?: string
  readonly limit?: number
  readonly cursor?: string
}

const listQuery = object(
  {},
  {
    search: { type: 'string', maxLength: 200 },
    status: { type: 'string', enum: [...statuses] },
    definition: { type: 'string', maxLength: 128 },
    cause: { type: 'string', enum: [...causes, 'untested'] },
    notices: { type: 'boolean' },
    removed: { type: 'boolean' },
    sort: {
      type: 'string',
      enum: sorts.flatMap((name) => [name, `-${name}`]),
      description: 'Descending with a leading `-`. Default is `createdAt`.',
    },
    limit: { type: 'integer', minimum: 1, maximum: 1000, description: 'Default is 100.' },
    cursor: { type: 'string', maxLength: 2048, description: '`next` of the page before, of the same sort.' },
  },
)

export const ifMatch = headersOf({
  'if-match': { type: 'string', maxLength: 128, description: 'The revision that was read.' },
})

/** `connections`: read them, take them out of use and back. */
export const connectionRoutes: FastifyPluginCallback<Parts> = (app, _parts, done) => {
  app.get<{ Querystring: ListQuery }>(
    '/connections',
    {
      config: viewer,
      schema: operation({
        id: 'listConnections',
        tag,
        summary: 'The connections of a tenant, page by page',
        query: listQuery,
        answers: {
          200: { description: 'A page. Where more follow, `Link` leads to the next one.', of: 'ConnectionList' },
        },
      }),
    },
    async (request, reply) => {
      const page = await callConnform(request, 'connections.list', ({ connections }) =>
        connections.list(listOptions(request.query)),
      )
      return reply.headers(nextLink(request, 'cursor', page.next)).send(page)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/connections/:id',
    {
      config: viewer,
      schema: operation({
        id: 'getConnection',
        tag,
        summary: 'One connection',
        params: idParams,
        headers: headersOf({ 'if-none-match': { type: 'string', maxLength: 1024 } }),
        answers: {
          200: { description: 'The connection.', of: 'Connection' },
          304: { description: 'It is as you have it.' },
        },
        problems: [404],
      }),
    },
    async (request, reply) => {
      const connection = await readConnection(request)
      const etag = connectionTag(connection)
      reply.header('etag', etag)
      return hasSame(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(connection)
    },
  )

  app.delete<{ Params: { id: string }; Querystring: { purge?: boolean } }>(
    '/connections/:id',
    {
      config: editor,
      preHandler: async (request) => {
        if (request.query.purge === true) assertRole(request, 'admin')
      },
      schema: operation({
        id: 'removeConnection',
        tag,
        summary: 'Take a connection out of use',
        description:
          'It can be restored for 30 days. With `purge` nothing of it is left at once, which takes an admin. Nothing is deleted at the provider; a token that was issued for it is taken back.',
        params: idParams,
        query: object({}, { purge: { type: 'boolean' } }),
        headers: ifMatch,
        answers: { 200: { description: 'What became of it.', of: 'Removal' } },
        problems: [404, 409, 412, ...strayBody],
      }),
    },
    (request) => {
      const { purge = false } = request.query
      const revision = revisionIn(request.headers['if-match'])
      return againstRevision(revision, {
        run: () =>
          callConnform(request, 'connections.remove', ({ connections }) =>
            connections.remove(request.params.id, { purge, ...(revision === undefined ? {} : { revision }) }),
          ),
        current: () => readConnection(request),
      })
    },
  )

  app.post<{ Params: { id: string } }>(
    '/connections/:id/restore',
    {
      config: editor,
      schema: operation({
        id: 'restoreConnection',
        tag,
        summary: 'Take a removed connection back into use',
        params: idParams,
        answers: { 200: { description: 'The connection.', of: 'Connection' } },
        problems: [404, 409, ...strayBody],
      }),
    },
    async (request, reply) => {
      const connection = await callConnform(request, 'connections.restore', ({ connections }) =>
        connections.restore(request.params.id),
      )
      return sendConnection(reply, connection)
    },
  )

  app.put<{ Params: { id: string }; Body: { status: 'active' | 'inactive' } }>(
    '/connections/:id/status',
    {
      config: editor,
      schema: operation({
        id: 'setConnectionStatus',
        tag,
        summary: 'Activate or deactivate a connection',
        params: idParams,
        body: object({ status: { type: 'string', enum: ['active', 'inactive'] } }),
        answers: { 200: { description: 'The connection.', of: 'Connection' } },
        problems: [404, 409],
      }),
    },
    async (request, reply) => {
      const connection = await callConnform(request, 'connections.setStatus', ({ connections }) =>
        connections.setStatus(request.params.id, request.body.status),
      )
      return sendConnection(reply, connection)
    },
  )
  done()
}

/** The connection that the path names. */
export const readConnection = (request: FastifyRequest): Promise<Connection> =>
  callConnform(request, 'connections.get', ({ connections }) =>
    connections.get((request.params as { readonly id: string }).id),
  )

const sendConnection = (reply: Parameters<typeof sendAnswer>[0], connection: Connection) =>
  sendAnswer(reply, { status: 200, headers: { etag: connectionTag(connection) }, body: connection })

function listOptions({ sort, ...rest }: ListQuery): ListOptions {
  if (sort === undefined) return rest
  const descending = sort.startsWith('-')
  const by = (descending ? sort.slice(1) : sort) as ConnectionSort
  return { ...rest, sort: { by, descending } }
}
