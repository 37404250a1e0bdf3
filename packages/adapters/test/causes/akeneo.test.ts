import { passwordGrant, refreshGrant, Secret } from '@connform/core'
import type { Transport } from '@connform/transport'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../../src/index.ts'
import { CANARY, causesTable, type DocumentedAnswers } from '../support/causes.ts'

const adapter = builtinAdapters['akeneo-pim']!
const { definition } = adapter
const method = definition.auth['none']
if (method?.kind !== 'oauth2-password') throw new Error('The definition has no password grant.')
const clock = () => new Date()
const HOST = 'pim.example.com'
const values = { name: 'Products', url: `https://${HOST}`, clientId: '1_abc', username: 'connform_1' }
const secret = new Secret(CANARY)
const credentials = { authType: 'none', values, secrets: { clientSecret: secret, password: secret } }

// https://api.akeneo.com/documentation/responses.html
const pim = (code: number, message: string) => JSON.stringify({ code, message })

const everywhere = {
  'access-blocked': ['unexpected_answer', 403, '<html><body>Blocked by the firewall</body></html>'],
  'no-pim': ['wrong_store', 404, '<html><body>Not found</body></html>'],
  'request-timed-out': ['store_unavailable', 408, ''],
  'rate-limited': ['rate_limited', 429, pim(429, 'Too many requests'), { 'Retry-After': '30' }],
  'pim-down': ['store_unavailable', 503, '<html><body>Maintenance</body></html>'],
  'pim-fault': ['store_unavailable', 500, pim(500, 'Internal Server Error')],
  redirected: ['wrong_store', 302, '', { Location: 'https://elsewhere.example/' }],
  'web-page': ['wrong_store', 200, '<!DOCTYPE html><html><body>Sign in</body></html>'],
  'anything-else': ['unexpected_answer', 418, "I'm a teapot"],
} as const satisfies DocumentedAnswers

// https://api.akeneo.com/documentation/troubleshooting.html
const tokenAnswers: DocumentedAnswers = {
  ...everywhere,
  'client-refused': [
    'bad_credentials',
    422,
    pim(422, 'Parameter "client_id" is missing or does not match any client, or secret is invalid'),
  ],
  'user-refused': ['bad_credentials', 422, pim(422, 'No user found for the given username and password')],
  'refresh-token-ended': ['expired', 422, pim(422, 'Refresh token is invalid or has expired')],
  'refresh-token-missing': ['expired', 422, pim(422, 'Parameter "grant_type" or "refresh_token" is missing or empty')],
  'grant-not-allowed': ['wrong_credential_kind', 422, pim(422, 'This grant type is not authorized for this client')],
  'credentials-missing': [
    'bad_credentials',
    422,
    pim(422, 'Parameter "grant_type", "username" or "password" is missing, empty or invalid'),
  ],
  'credentials-refused': ['bad_credentials', 422, pim(422, 'A reason that came later')],
  'credentials-too-long': [
    'bad_credentials',
    413,
    pim(413, 'Request content exceeded the maximum allowed size of 300 bytes'),
  ],
  'content-type-refused': [
    'unexpected_answer',
    415,
    pim(
      415,
      '"application/xml" in "Content-Type" header is not valid. Only "application/json" or "application/x-www-form-urlencoded" are allowed.',
    ),
  ],
  'sign-in-before-pim': ['bad_credentials', 401, '<html><body>Authorization required</body></html>'],
  'token-missing': ['wrong_store', 200, '{"status":"ok"}'],
}

const grants = {
  'the password grant': ({ oauth }: Transport) => passwordGrant(method, credentials, { oauth, clock }),
  'the renewal of a token': ({ oauth }: Transport) =>
    refreshGrant(method, { credentials, refreshToken: secret }, { oauth, clock }),
}
for (const [title, ask] of Object.entries(grants)) {
  causesTable(title, {
    rules: method.answers,
    hosts: [HOST],
    answers: tokenAnswers,
    ask: async (transport) => {
      const outcome = await ask(transport)
      return outcome.ok ? { cause: 'ok', message: '', hints: [] } : outcome.failure
    },
  })
}

causesTable('the test of a PIM', {
  rules: definition.test.answers,
  hosts: [HOST],
  ask: ({ request: http }) => adapter.test({ authType: 'none', values, secrets: { token: secret } }, { http, clock }),
  answers: {
    ...everywhere,
    'token-missing': ['bad_credentials', 401, pim(401, 'Authentication is required')],
    'token-expired': ['expired', 401, pim(401, 'The access token provided has expired.')],
    'token-refused': ['bad_credentials', 401, pim(401, 'The access token provided is invalid.')],
    'permission-missing': ['missing_scope', 403, pim(403, 'Access forbidden. You are not allowed to list categories.')],
    'not-found': ['missing_scope', 404, pim(404, "Category 'master' does not exist.")],
    'format-refused': [
      'unexpected_answer',
      406,
      pim(406, '‘xxx’ in ‘Accept‘ header is not valid. Only ‘application/json‘ is allowed.'),
    ],
    'request-too-large': [
      'unexpected_answer',
      413,
      pim(413, 'Too many resources to process, 100 is the maximum allowed.'),
    ],
    'content-type-refused': ['unexpected_answer', 415, pim(415, 'The Content-Type header is not valid.')],
    'request-invalid': ['unexpected_answer', 422, pim(422, 'You cannot request more than 100 items.')],
    'not-a-list': ['wrong_store', 200, '{"status":"ok"}'],
  },
})

describe('every table there is', () => {
  it('is one of those that these tests run', () => {
    const tables = Object.values(builtinAdapters).flatMap(({ definition: { id, auth } }) => [
      `${id} test`,
      ...Object.entries(auth).flatMap(([authType, { kind }]) =>
        kind === 'header' ? [] : [`${id} ${authType} ${kind}`],
      ),
    ])
    expect(tables.sort()).toEqual([
      'akeneo-pim none oauth2-password',
      'akeneo-pim test',
      'bigcommerce-graphql custom minted-token',
      'bigcommerce-graphql test',
      'bigcommerce-rest oauth2 oauth2',
      'bigcommerce-rest test',
    ])
  })
})
