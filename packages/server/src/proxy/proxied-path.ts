import type { FastifyRequest } from 'fastify'

/**
 * Path and query that stand for the wildcard at the end of a route, as they were sent: a decoded path says less than it
 * did.
 */
export function proxiedPath(request: FastifyRequest): string {
  const segments = (request.routeOptions.url ?? '').split('/').length - 1
  // A request may name the whole address, RFC 9112 §3.2.2; the framework finds its route without the origin.
  const url = (request.raw.url ?? '').replace(/^https?:\/\/[^/]*/, '')
  const rest = url.split('/').slice(segments)
  return `/${rest.join('/')}`
}
