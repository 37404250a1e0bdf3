import type { FastifyInstance } from 'fastify'

/** One line per request, when it is over: the route's pattern, never the path or the query. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const actor = request.connformState?.principal?.actor
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        ...(actor === undefined ? {} : { actor }),
      },
      'request',
    )
  })
}
