import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assertRole } from '../auth/assert-role.ts'
import { bringsCredentials } from '../auth/credentials.ts'
import { identify, unauthenticated } from '../auth/identify.ts'
import { connformsByView, TENANT_HEADER, tenantOf } from '../auth/tenant-of.ts'
import type { Parts } from '../parts.ts'
import { answerHeaders } from '../security/answer-headers.ts'
import { rateLimiter } from '../security/rate-limiter.ts'
import { endRequestSpan, startRequestSpan } from '../telemetry/spans.ts'
import { type RouteRules, stateOf } from './request-state.ts'
import { statusOf } from './status-of.ts'

const noRules: RouteRules = Object.freeze({})

/** What happens to every request: it is counted and traced, it says who it comes from, and it is let through or not. */
export function watchRequests(app: FastifyInstance, parts: Parts): void {
  const { connform, options, metrics, isClosing } = parts
  const limit = rateLimiter(app, options.rateLimits ?? {})
  const connformOf = connformsByView(connform)
  // What a function of the host takes for credentials is not known here.
  const isFunction = typeof options.authenticate === 'function'
  app.decorateRequest('connformState', null)

  // What does not wait says so itself: a promise for each would cost more than what is done.
  app.addHook('onRequest', (request, reply, done) => {
    request.connformState = {
      startedAtMs: performance.now(),
      span: startRequestSpan(request),
      principal: undefined,
      connform: undefined,
      session: undefined,
      isOver: false,
    }
    metrics.requestBegun()
    // Where the connection breaks, the answer is never finished, and this is all that is heard of it.
    reply.raw.once('close', () => end(request, reply))
    reply.headers(answerHeaders).header('x-request-id', request.id)
    const rules = request.routeOptions.config.connform ?? noRules
    if (rules.role === undefined && rules.limit === undefined) return done()
    admit(request, rules).then(() => done(), done)
  })

  async function admit(request: FastifyRequest, rules: RouteRules): Promise<void> {
    if (rules.role !== undefined) {
      await letIn(request)
      assertRole(request, rules.role)
    }
    if (rules.limit !== undefined) await limit(request, rules.limit)
  }

  async function letIn(request: FastifyRequest): Promise<void> {
    const identity = await identify(request, connform, options)
    if (identity === undefined) {
      if (isFunction || bringsCredentials(request)) await limit(request, 'failure')
      throw unauthenticated()
    }
    const { principal, session } = identity
    const state = stateOf(request)
    state.principal = principal
    state.session = session
    await limit(request, 'general')
    const tenant = tenantOf(principal, request.headers[TENANT_HEADER], connform.tenantId)
    state.connform = connformOf(tenant, principal.actor)
  }

  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing()) reply.header('connection', 'close')
    done()
  })

  app.addHook('onResponse', (request, reply, done) => {
    done()
    end(request, reply)
  })

  function end(request: FastifyRequest, reply: FastifyReply): void {
    const state = request.connformState
    // Refused by a hook of the host before it came here.
    if (state === null || state.isOver) return
    state.isOver = true
    const { startedAtMs, span } = state
    const status = statusOf(reply)
    const route = request.routeOptions.url ?? 'none'
    endRequestSpan(span, status)
    metrics.requestEnded({ method: request.method, route, status }, performance.now() - startedAtMs)
    // What was begun before the server was closed may hold its connection open for more.
    if (isClosing()) request.raw.socket.end()
  }
}
