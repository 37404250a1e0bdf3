import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { statusOf } from '../requests/status-of.ts'

/** One line per request, when it is over or its caller is gone: the route's pattern, never the path or the query. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    // Heard of every request, in the place of `onResponse`, which comes after whole answers alone.
    reply.raw.once('close', () => write(request, reply))
    done()
  })
}

function write(request: FastifyRequest, reply: FastifyReply): void {
  const actor = request.connformState?.principal?.actor
  request.log.info(
    {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: statusOf(reply),
      durationMs: Math.round(reply.elapsedTime),
      ...(reply.raw.writableFinished ? {} : { broken: true }),
      ...(actor === undefined ? {} : { actor }),
    },
    'request',
  )
}
