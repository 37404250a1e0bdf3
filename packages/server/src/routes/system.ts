import type { FastifyPluginCallback } from 'fastify'
import { assertRole } from '../auth/assert-role.ts'
import { DOCUMENT } from '../openapi/document.ts'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { operation } from '../schemas/operation.ts'

const tag = 'System'

/** `healthz`, `readyz`, `metrics`, `openapi.json`: for whoever runs the server. */
export const systemRoutes: FastifyPluginCallback<Parts> = (app, { connform, options, metrics, isClosing }, done) => {
  const isOpen = options.metrics?.public === true

  app.get(
    '/healthz',
    {
      schema: operation({
        id: 'getHealth',
        tag,
        summary: 'Whether the process is alive',
        answers: { 200: { description: 'It is.', of: 'Health' } },
        isPublic: true,
      }),
    },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    {
      schema: operation({
        id: 'getReadiness',
        tag,
        summary: 'Whether requests can be answered',
        description: 'Asks the database, and says no as soon as the server is stopping.',
        answers: { 200: { description: 'They can.', of: 'Health' } },
        isPublic: true,
      }),
    },
    async () => {
      if (isClosing()) throw new HttpProblem('closing', { detail: 'The server is stopping.' })
      await connform.tenants.list({ limit: 1 })
      return { status: 'ready' }
    },
  )

  app.get(
    '/metrics',
    {
      config: { connform: isOpen ? {} : { role: 'admin' } },
      ...(isOpen ? {} : { preHandler: async (request) => assertRole(request, 'admin') }),
      schema: operation({
        id: 'getMetrics',
        tag,
        summary: 'Counters for Prometheus',
        answers: { 200: { description: 'In its text format.', type: 'text/plain' } },
        isPublic: isOpen,
      }),
    },
    async (_, reply) => reply.type(metrics.contentType).send(await metrics.print()),
  )

  app.get('/openapi.json', { schema: { hide: true } }, async () => {
    const make: unknown = app.getDecorator(DOCUMENT)
    return typeof make === 'function' ? make() : {}
  })
  done()
}
