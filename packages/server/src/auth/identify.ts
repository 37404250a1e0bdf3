import type { Connform, Principal } from 'connform'
import type { FastifyRequest } from 'fastify'
import type { PluginOptions } from '../options.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { isKnownHost, isLoopback, namesOf, unknownHost } from '../security/hosts.ts'
import { assertSameSite, isSafe } from '../security/same-site.ts'
import { credentialsOf } from './credentials.ts'
import { assertCsrfToken, CSRF_HEADER } from './csrf-token.ts'

/** Who asks, and the session they came with, if any. */
export interface Identity {
  readonly principal: Principal
  readonly session?: string
}

/** Everybody, where the server was told to ask nobody. */
const anybody: Principal = Object.freeze<Principal>({
  id: 'local',
  kind: 'session',
  actor: 'local',
  tenant: null,
  role: 'admin',
  expiresAt: null,
})

/** Finds out who a request comes from; undefined where it does not say, or what it says is not true. */
export async function identify(
  request: FastifyRequest,
  connform: Connform,
  { authenticate, publicUrl, allowedHosts }: PluginOptions,
): Promise<Identity | undefined> {
  const given = credentialsOf(request)
  // A header has to be set by a program; whatever else may have come along with a request of another site's page.
  if (given?.kind !== 'bearer' && !isSafe(request.method)) assertSameSite(request, publicUrl)
  if (authenticate === false) {
    assertLocal(request, namesOf(allowedHosts, publicUrl))
    return { principal: anybody }
  }
  if (authenticate !== undefined) {
    const principal = await authenticate(request)
    return principal === undefined ? undefined : { principal }
  }
  if (given === undefined) return undefined
  const principal = await connform.access.authenticate(given.secret)
  const expected = given.kind === 'bearer' ? 'api_key' : 'session'
  if (principal?.kind !== expected) return undefined
  if (given.kind === 'bearer') return { principal }
  if (!isSafe(request.method)) await assertCsrfToken(given.secret, request.headers[CSRF_HEADER])
  return { principal, session: given.secret }
}

/** Without this, a wider listener of an embedder, or a name that leads here, would make everybody an admin. */
function assertLocal({ socket, hostname }: FastifyRequest, names: ReadonlySet<string>): void {
  if (!isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/, ''))) {
    throw new HttpProblem('forbidden', {
      detail: 'This server asks nobody who they are, and answers this machine alone.',
    })
  }
  if (!isKnownHost(hostname, names)) throw unknownHost()
}

/** How to say who one is, in the header of a refusal. RFC 9110 section 11.6.1 */
export const unauthenticated = (): HttpProblem =>
  new HttpProblem('unauthenticated', {
    detail: 'This needs an API key or a session, and yours is missing, unknown, expired or revoked.',
    hint: 'Send `Authorization: Bearer <API key>`, or log in.',
    headers: { 'www-authenticate': 'Bearer realm="connform"' },
  })
