import type { FastifyRequest } from 'fastify'

/**
 * Path and query that stand for the wildcard at the end of a route, as they were sent: a decoded path says less than it
 * did.
 */
export function proxiedPath(request: FastifyRequest): string {
  const segments = (request.routeOptions.url ?? '').split('/').length - 1
  const rest = (request.raw.url ?? '').split('/').slice(segments)
  return `/${rest.join('/')}`
}
