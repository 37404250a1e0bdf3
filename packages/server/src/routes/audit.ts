import type { AuditAction, AuditListOptions } from 'connform'
import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { nextLink } from '../requests/next-link.ts'
import { object } from '../schemas/json-schema.ts'
import { operation } from '../schemas/operation.ts'

const tag = 'Audit'
const name = { type: 'string', minLength: 1, maxLength: 255 }
const at = { type: 'string', format: 'date-time' }

interface AuditQuery extends Pick<AuditListOptions, 'subject' | 'actor' | 'from' | 'to' | 'limit' | 'after'> {
  readonly action?: AuditAction
  readonly order?: 'asc' | 'desc'
}

/** `audit`: who did what, when. */
export const auditRoutes: FastifyPluginCallback<Parts> = (app, { stop }, done) => {
  app.get<{ Querystring: AuditQuery }>(
    '/audit',
    {
      config: { connform: { role: 'viewer' } },
      schema: operation({
        id: 'listAudit',
        tag,
        summary: 'What was done, page by page',
        query: object(
          {},
          {
            subject: { ...name, description: 'Id of a connection, an OAuth client, a key, a tenant.' },
            action: name,
            actor: name,
            from: { ...at, description: 'From this moment on.' },
            to: { ...at, description: 'Before this moment.' },
            limit: { type: 'integer', minimum: 1, maximum: 1000, description: 'Default is 100.' },
            after: { type: 'integer', minimum: 0, description: '`next` of the page before.' },
            order: { type: 'string', enum: ['asc', 'desc'], description: 'Default is `asc`, oldest first.' },
          },
        ),
        answers: { 200: { description: 'A page. Where more follow, `Link` leads to the next one.', of: 'AuditPage' } },
      }),
    },
    async (request, reply) => {
      const { order, ...filter } = request.query
      const page = await callConnform(request, 'audit.list', ({ audit }) =>
        audit.list({ ...filter, newestFirst: order === 'desc' }),
      )
      return reply.headers(nextLink(request, 'after', page.next)).send(page)
    },
  )

  app.get(
    '/audit/verify',
    {
      config: { connform: { role: 'admin' } },
      schema: operation({
        id: 'verifyAudit',
        tag,
        summary: 'Whether the entries are what was recorded, in full',
        answers: { 200: { description: 'What was found.', of: 'AuditCheck' } },
      }),
    },
    (request) => callConnform(request, 'audit.verify', ({ audit }) => audit.verify({ signal: stop })),
  )
  done()
}
