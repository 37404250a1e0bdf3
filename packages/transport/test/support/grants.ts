import { type HttpAnswer, type HttpOptions, type IssuedToken, Secret, type TokenEndpoint } from '@connform/core'
import { expect } from 'vitest'
import type { Transport } from '../../src/index.ts'
import { canary, expectNoCanary } from './canary.ts'
import { host } from './door.ts'
import { httpServer, readBody } from './servers.ts'

/** An endpoint of {@link host}; its client has a secret that must not be printed. */
export const endpoint: TokenEndpoint = {
  url: `https://${host}/oauth2/token`,
  clientId: 'the-client',
  clientSecret: new Secret(`${canary}-client`),
  clientAuthentication: 'body',
  bodyFormat: 'form',
}

export const redirectUri = 'https://shop.example.net/callback?from=here'
export const options: HttpOptions = { allowedHosts: [host] }

type Ask = (door: Transport, at?: Partial<TokenEndpoint>, bounds?: Partial<HttpOptions>) => Promise<Outcome>

type Outcome = { readonly ok: true; readonly token: IssuedToken } | { readonly ok: false; readonly answer: HttpAnswer }

/** Every grant with a canary in each secret it sends. */
export const grants: Readonly<Record<'exchangeCode' | 'passwordGrant' | 'refresh', Ask>> = {
  exchangeCode: ({ oauth }, at, bounds) =>
    oauth.exchangeCode({ ...endpoint, ...at }, { code: `${canary}-code`, redirectUri }, { ...options, ...bounds }),
  passwordGrant: ({ oauth }, at, bounds) => {
    const grant = { username: 'ada', password: new Secret(`${canary}-password`) }
    return oauth.passwordGrant({ ...endpoint, ...at }, grant, { ...options, ...bounds })
  },
  refresh: ({ oauth }, at, bounds) =>
    oauth.refresh({ ...endpoint, ...at }, new Secret(`${canary}-refresh`), { ...options, ...bounds }),
}

export const grantNames = Object.keys(grants) as (keyof typeof grants)[]

/** Asks for a token, expects to get one, and expects that printing the result gives nothing away. */
export async function granted(asked: Promise<Outcome>): Promise<IssuedToken> {
  const result = await asked
  if (!result.ok) return expect.unreachable(`refused with ${result.answer.status} ${result.answer.body}`)
  expectNoCanary(result)
  return result.token
}

export async function refused(asked: Promise<Outcome>): Promise<HttpAnswer> {
  const result = await asked
  return result.ok ? expect.unreachable('granted') : result.answer
}

/** What a token endpoint was asked. */
export interface SeenRequest {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: string
  readonly port: number | undefined
}

/** A token endpoint that gives the answers in turn, the last one again and again, and remembers what it was asked. */
export async function tokenServer(...answers: readonly TokenAnswer[]): Promise<{ base: string; seen: SeenRequest[] }> {
  const seen: SeenRequest[] = []
  const base = await httpServer(async (request, response) => {
    const { method, url: path, headers, socket } = request
    const port = socket.remotePort
    seen.push({ method, path, headers, body: await readBody(request), port })
    const answer = answers[Math.min(seen.length, answers.length) - 1] ?? {}
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? { access_token: 'a' })
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers }).end(body)
  })
  return { base, seen }
}

export interface TokenAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}
