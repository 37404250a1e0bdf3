import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Gauge, Histogram } from 'prom-client'

declare module 'fastify' {
  interface FastifyRequest {
    principal: { readonly id: string } | null
  }
}

/** As many as connform's answers have. */
const answerHeaders = Object.freeze({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/**
 * What stands around a handler of an API that is not bare, by the packages one takes for it: security headers, an id for
 * each request, cookies, a key that is stored hashed, a rate limit that is never reached, metrics. Fails requests without
 * the key.
 */
export async function guard(app: FastifyInstance, apiKey: string): Promise<void> {
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  const principals = new Map([[hashOf(apiKey), { id: 'load' }]])
  app.decorateRequest('principal', null)
  const limit = app.createRateLimit({
    max: 1e12,
    timeWindow: 60_000,
    keyGenerator: ({ principal, ip }) => principal?.id ?? ip,
  })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time of a request.',
    labelNames: ['method', 'route', 'status'],
  })
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests under way.' })

  app.addHook('onRequest', async (request, reply) => {
    inFlight.inc()
    reply.headers(answerHeaders).header('x-request-id', request.id)
    request.principal = principals.get(hashOf(request.headers.authorization?.slice('Bearer '.length) ?? '')) ?? null
    if (request.principal === null) return reply.code(401).send({})
    const counted = await limit(request)
    return !counted.isAllowed && counted.isExceeded ? reply.code(429).send({}) : undefined
  })
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    inFlight.dec()
    duration.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1000)
  })
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Sends what the caller has not yet: an entity tag of the revision tells. */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, body: { readonly revision: unknown }): void {
  const tag = `"${body.revision}"`
  reply.header('etag', tag)
  if (request.headers['if-none-match'] === tag) reply.code(304).send()
  else reply.send(body)
}
