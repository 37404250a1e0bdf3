import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { nextLink } from '../requests/next-link.ts'
import { principalOf } from '../requests/request-state.ts'
import { object } from '../schemas/json-schema.ts'
import { operation } from '../schemas/operation.ts'

/** `tenants`: everybody whose connections are in this database. */
export const tenantRoutes: FastifyPluginCallback<Parts> = (app, _parts, done) => {
  app.get<{ Querystring: { limit?: number; after?: string } }>(
    '/tenants',
    {
      config: { connform: { role: 'admin' } },
      schema: operation({
        id: 'listTenants',
        tag: 'Access',
        summary: 'The tenants you may see',
        description: 'Those that have ever sealed something. Whoever is of one tenant sees that one.',
        query: object(
          {},
          {
            limit: { type: 'integer', minimum: 1, maximum: 1000, description: 'Default is 100.' },
            after: { type: 'string', maxLength: 255, description: '`next` of the page before.' },
          },
        ),
        answers: { 200: { description: 'By id. Where more follow, `Link` leads to the next page.', of: 'TenantList' } },
      }),
    },
    async (request, reply) => {
      const { tenant } = principalOf(request)
      if (tenant !== null) return { tenants: [tenant] }
      const page = await callConnform(request, 'tenants.list', ({ tenants }) => tenants.list(request.query))
      return reply.headers(nextLink(request, 'after', page.next)).send(page)
    },
  )
  done()
}
