import type { Span } from '@opentelemetry/api'
import type { Connform, Principal, Role } from 'connform'
import type { FastifyRequest } from 'fastify'

/** What is known of a request while it is answered. */
export interface RequestState {
  readonly startedAtMs: number
  readonly span: Span
  principal: Principal | undefined
  /** Of the principal's tenant, in its name; undefined where nobody had to say who they are. */
  connform: Connform | undefined
  /** Session token, where the request was authenticated by one in a cookie. */
  session: string | undefined
  /** Answered, or left by its caller. */
  isOver: boolean
}

/** What a route asks of those who call it. */
export interface RouteRules {
  /** The least role; absent for a route that everybody may call. */
  readonly role?: Role
  /** True for what is sent by a browser that comes from another site, such as a provider's callback. */
  readonly crossSite?: boolean
  /** Limits besides the general one. */
  readonly limit?: 'outgoing' | 'login'
  /** How many members a body may have in all, where the usual number is too few. */
  readonly bodyMembers?: number
}

declare module 'fastify' {
  interface FastifyRequest {
    connformState: RequestState | null
  }
  interface FastifyContextConfig {
    connform?: RouteRules
  }
}

/** The state of a request that has come through the hooks of the plugin. */
export function stateOf(request: FastifyRequest): RequestState {
  const state = request.connformState
  if (state === null) throw new Error('A route of connform was called outside its plugin.')
  return state
}

/** Who asks. Only for routes that name a role. */
export function principalOf(request: FastifyRequest): Principal {
  const { principal } = stateOf(request)
  if (principal === undefined) throw new Error('A route without a role asked who calls it.')
  return principal
}
