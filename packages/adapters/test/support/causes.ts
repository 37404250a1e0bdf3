import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Cause, Definition } from '@connform/core'
import { createTransport, type Transport } from '@connform/transport'
import { describe, expect, it } from 'vitest'
import { expectNoSecret } from './canary.ts'

export type AnswerRule = Definition['test']['answers'][number]

/**
 * What a provider sends in one documented failure, and what it means. The content type is that of the body: JSON, HTML
 * or plain text.
 */
export type Documented = readonly [
  cause: Cause,
  status: number,
  body: string,
  headers?: Readonly<Record<string, string>>,
]

/** Row id → the answer it is about. */
export type DocumentedAnswers = Readonly<Record<string, Documented>>

interface Told {
  readonly cause: Cause
  readonly message: string
  readonly hints: readonly string[]
}

interface Table {
  readonly rules: readonly AnswerRule[]
  readonly answers: DocumentedAnswers
  /** Hosts that are answered by a server of the test's own. */
  readonly hosts: readonly string[]
  /** Asks over HTTP as connform does, and says what it made of the answer. */
  readonly ask: (transport: Transport) => Promise<Told>
}

/** Looked for in everything that is made of an answer. */
export const CANARY = 'canary0secret0of0the0causes0031'

/** Runs every row of a table of answers over HTTP. Fails where a row has no answer, or is never reached. */
export function causesTable(title: string, { rules, answers, hosts, ask }: Table): void {
  describe(title, () => {
    it('has an answer for each of its rows, and no other', () => {
      expect(Object.keys(answers).sort()).toEqual(rules.map(({ id }) => id).sort())
    })

    it.concurrent.each(Object.entries(answers))('%s', async (id, [cause, status, body, headers = {}]) => {
      const rule = rules.find((candidate) => candidate.id === id)
      const told = await answeredWith({ status, body, headers }, hosts, ask)
      expect([told.cause, told.message, told.hints]).toEqual([cause, rule?.message, rule?.hints])
      expect(told.hints.length).toBeGreaterThan(0)
      expectNoSecret(told, CANARY)
    })
  })
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

async function answeredWith<T>(
  { status, body, headers }: Answer,
  hosts: readonly string[],
  ask: (transport: Transport) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.writeHead(status, { 'content-type': typeOf(body), ...headers }).end(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const transport = createTransport({ hosts: Object.fromEntries(hosts.map((host) => [host, url])) })
  try {
    return await ask(transport)
  } finally {
    transport.close()
    server.closeAllConnections()
    server.close()
  }
}

function typeOf(body: string): string {
  if (/^[[{]/.test(body)) return 'application/json; charset=utf-8'
  return body.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain'
}

/** An error of BigCommerce's V3 API and its gateway. */
export const v3 = (status: number, title: string, errors = {}): string =>
  JSON.stringify({
    status,
    title,
    type: 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes',
    errors,
  })

export const signInPage =
  '<html><body>You are being <a href="https://login.bigcommerce.com/login">redirected</a>.</body></html>'

/** What BigCommerce's gateway answers alike, whatever is asked for. https://developer.bigcommerce.com/docs/start/about/status-codes */
export const gateway = {
  'format-refused': ['unexpected_answer', 406, ''],
  'content-type-refused': ['unexpected_answer', 415, ''],
  'store-locked': ['store_unavailable', 423, v3(423, 'Locked')],
  'rate-limited': [
    'rate_limited',
    429,
    v3(429, 'Too many requests'),
    { 'X-Rate-Limit-Time-Reset-Ms': '15000', 'X-Retry-After': '15' },
  ],
  'rate-limited-for-longer': ['rate_limited', 429, v3(429, 'Too many requests'), { 'X-Retry-After': '60' }],
  'platform-overloaded': ['rate_limited', 429, v3(429, 'Too many requests')],
  'store-down': ['store_unavailable', 503, 'Service Unavailable'],
  'plan-limit': ['store_unavailable', 507, v3(507, 'Insufficient storage')],
  'bandwidth-limit': ['store_unavailable', 509, 'Bandwidth Limit Exceeded'],
  'platform-fault': ['store_unavailable', 500, v3(500, 'Internal Server Error')],
  redirected: ['unexpected_answer', 301, '', { Location: 'https://elsewhere.example/' }],
  'web-page': ['unexpected_answer', 200, signInPage],
  'anything-else': ['unexpected_answer', 418, "I'm a teapot"],
} as const satisfies DocumentedAnswers

/** What it answers about the access token. */
export const gatewayTokens = {
  'token-header-missing': ['bad_credentials', 401, 'X-Auth-Token header is required'],
  'token-header-malformed': ['bad_credentials', 401, 'X-Auth-Token header should have correct format'],
  'token-of-another-store': [
    'wrong_store',
    401,
    v3(401, 'Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store.'),
  ],
  'token-refused': ['bad_credentials', 401, v3(401, 'Unauthorized')],
  'scope-missing': ['missing_scope', 403, v3(403, "You don't have a required scope to access the endpoint")],
  'permission-missing': [
    'missing_scope',
    403,
    v3(403, 'Unauthorized Access. You do not have permission to make this request.'),
  ],
  'route-unknown': ['unexpected_answer', 404, 'The route is not found, check the URL'],
} as const satisfies DocumentedAnswers
