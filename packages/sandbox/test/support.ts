import { type IncomingHttpHeaders, request } from 'node:http'
import type { Sandbox, StoreFixture, TokenFixture } from '@connform/sandbox'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** True where the connection ended before the body did. */
  readonly cut: boolean
}

export interface CallOptions {
  readonly method?: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request on a connection of its own, with exactly these headers (and `Accept: application/json` unless given). */
export const send = (url: string, options: CallOptions = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const headers = {
      Accept: 'application/json',
      ...(options.token !== undefined && { 'X-Auth-Token': options.token }),
      ...options.headers,
    }
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== NOT_SENT))
    const outgoing = request(url, { method: options.method ?? 'GET', headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = []
      const reply = (cut: boolean) =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          cut,
        })
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => reply(false))
      response.on('error', () => reply(true))
    })
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })

/** Stands for a header that `send` must leave out. */
export const NOT_SENT = '(not sent)'

export const storeOf = (sandbox: Pick<Sandbox, 'stores'>, hash: string): StoreFixture => {
  const store = sandbox.stores.find((one) => one.hash === hash)
  if (!store) throw new Error(`no fixture store ${hash}`)
  return store
}

export const tokenOf = (sandbox: Pick<Sandbox, 'stores'>, hash: string, label?: string): TokenFixture => {
  const { tokens } = storeOf(sandbox, hash)
  const token = label === undefined ? tokens[0] : tokens.find((one) => one.label.startsWith(label))
  if (!token) throw new Error(`no fixture token ${label} in ${hash}`)
  return token
}

/** A request to a store with the first of its tokens, unless another is given. */
export const ask = (sandbox: Sandbox, hash: string, path: string, options: CallOptions = {}): Promise<Reply> =>
  send(`${sandbox.url}/stores/${hash}${path}`, { token: tokenOf(sandbox, hash).accessToken, ...options })

/** The URL of a path of one of the hosts, as a host override leads there. */
export const at = (sandbox: Pick<Sandbox, 'hosts'>, host: string, path: string): string => {
  const base = sandbox.hosts[host]
  if (base === undefined) throw new Error(`no host ${host}`)
  return `${base}${path}`
}

export const postJson = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  })

export const postForm = (url: string, fields: Readonly<Record<string, string>>, headers = {}) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers })

/** The three parts of a JWT; header and claims as objects. */
export const readJwt = (jwt: string) => {
  const [header = '', claims = '', signature = ''] = jwt.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  return { header: read(header), claims: read(claims), signature, signed: `${header}.${claims}` }
}
