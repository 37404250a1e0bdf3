import { HttpProblem } from '../problems/http-problem.ts'

/** Names of this machine that no name server can give to another one. */
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** True for an address that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/**
 * Whether a request is for this server. Without asking, a page of any site whose name leads to 127.0.0.1 would be of the
 * same origin as a server on loopback, and could read its answers (DNS rebinding).
 *
 * @param hostname of the `Host` header, without its port
 */
export function isKnownHost(hostname: string, allowed: ReadonlySet<string>): boolean {
  const name = hostname.toLowerCase()
  return loopbackNames.has(name) || allowed.has(name)
}

/** What is said of a request for another host. */
export const unknownHost = (): HttpProblem =>
  new HttpProblem('wrong_host', {
    detail: 'The Host header names a server that this one is not.',
    hint: 'Call it by localhost, or name the host in the option allowedHosts.',
  })

/** Names that were configured: those of a list, and the one of the public address. */
export function namesOf(allowedHosts: readonly string[] = [], publicUrl?: string): ReadonlySet<string> {
  const names = publicUrl === undefined ? allowedHosts : [...allowedHosts, new URL(publicUrl).hostname]
  return new Set(names.map((name) => name.toLowerCase()))
}
