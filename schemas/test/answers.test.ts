import { describe, expect, it } from 'vitest'
import type { AnswerRule } from '../src/generated/definition.ts'
import { answerTablesOf } from '../src/lint/answer-tables.ts'
import { definitionOf, definitions } from './support/definitions.ts'

interface Answer {
  readonly status: number
  readonly body?: string
  readonly type?: string
  readonly headers?: readonly string[]
}

const restTest = tableOf('bigcommerce-rest', 'test.answers')
const restToken = tableOf('bigcommerce-rest', 'auth.oauth2.answers')
const graphqlTest = tableOf('bigcommerce-graphql', 'test.answers')
const graphqlMint = tableOf('bigcommerce-graphql', 'auth.custom.mint.answers')
const akeneoTest = tableOf('akeneo-pim', 'test.answers')
const akeneoToken = tableOf('akeneo-pim', 'auth.none.answers')

function tableOf(id: string, path: string): readonly AnswerRule[] {
  const table = answerTablesOf(definitionOf(id)).find((candidate) => candidate.path.join('.') === path)
  if (!table) throw new Error(`${id} has no table ${path}.`)
  return table.rows
}

/** The first row that matches, as a runtime reads the table. */
function rowFor(table: readonly AnswerRule[], answer: Answer): AnswerRule | undefined {
  const { body = '', type = 'application/json', headers = [] } = answer
  return table.find(({ when }) => {
    const [first, last] = typeof when.status === 'object' ? when.status : [when.status ?? 0, when.status ?? 999]
    return (
      answer.status >= first &&
      answer.status <= last &&
      type.startsWith(when.contentType ?? '') &&
      body.toLowerCase().includes((when.bodyIncludes ?? '').toLowerCase()) &&
      (when.header === undefined || headers.includes(when.header))
    )
  })
}

const web = 'text/html; charset=utf-8'

describe('the test of BigCommerce REST', () => {
  // Bodies as observed or documented for api.bigcommerce.com.
  it.each([
    [401, 'X-Auth-Token header is required', 'bad_credentials', /without an access token/],
    [401, 'X-Auth-Token header should have correct format', 'bad_credentials', /could not read/],
    [401, '{"status":401,"title":"Unauthorized"}', 'bad_credentials', /does not know/],
    [
      401,
      '{"title":"Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store."}',
      'wrong_store',
      /another store/,
    ],
    [403, `{"title":"You don't have a required scope to access the endpoint"}`, 'missing_scope', /scope/],
    [
      403,
      '{"title":"Unauthorized Access. You do not have permission to make this request."}',
      'missing_scope',
      /permission/,
    ],
    [404, 'The route is not found, check the URL', 'unexpected_answer', /address/],
    [406, '', 'unexpected_answer', /format/],
    [415, '', 'unexpected_answer', /format/],
    [429, '', 'rate_limited', /overloaded/],
    [500, '', 'store_unavailable', /fault/],
    [502, '', 'store_unavailable', /fault/],
    [503, '', 'store_unavailable', /maintenance/],
    [504, '', 'store_unavailable', /fault/],
    [507, '', 'store_unavailable', /plan/],
    [509, '', 'store_unavailable', /bandwidth/],
    [302, '', 'unexpected_answer', /redirect/],
    [418, '', 'unexpected_answer', /not known/],
  ])('reads %i %s as %s', (status, body, cause, message) => {
    const row = rowFor(restTest, { status, body })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(message)
  })

  it('tells a used-up quota from an overloaded platform', () => {
    const limited = rowFor(restTest, { status: 429, headers: ['X-Rate-Limit-Time-Reset-Ms'] })
    expect(limited?.message).toMatch(/used up its requests/)
    expect(rowFor(restTest, { status: 429, headers: ['X-Retry-After'] })?.message).toMatch(/asks to wait/)
  })

  it('knows a web page from data', () => {
    expect(rowFor(restTest, { status: 200, type: web })?.message).toMatch(/web page/)
  })

  it('asks for a refused token the three things people get wrong', () => {
    const hints = rowFor(restTest, { status: 401, body: '{"title":"Unauthorized"}' })?.hints.join(' ')
    expect(hints).toMatch(/space/)
    expect(hints).toMatch(/client secret/)
    expect(hints).toMatch(/still exists/)
  })

  it('mentions a store- prefix left on the hash where a scope seems missing', () => {
    const body = "You don't have a required scope to access the endpoint"
    expect(rowFor(restTest, { status: 403, body })?.hints.join(' ')).toMatch(/not store-abc123xyz/)
  })
})

describe('the token endpoint of BigCommerce', () => {
  // Bodies as observed at login.bigcommerce.com; `error` is free text there, not always a code of RFC 6749.
  it.each([
    [400, '{"error":"Invalid client id."}', 'bad_credentials', /client ID/, /Developer Portal/],
    [
      400,
      '{"error":"invalid_client","error_description":"Parameter client_secret does not match"}',
      'bad_credentials',
      /client secret does not belong/,
      /copy the client ID and the client secret/,
    ],
    [400, '{"error":"Invalid code."}', 'expired', /used already or has expired/, /Authorise again/],
    [
      403,
      '{"error":"Only store owners may install or update apps. Please contact the store owner for assistance"}',
      'missing_scope',
      /owner/,
      /Ask the store owner/,
    ],
    [400, '{"error":"redirect_uri_mismatch"}', 'bad_credentials', /redirect URL/, /letter by letter/],
    [
      400,
      '{"error_description":"Parameter redirect_uri does not match registered URI"}',
      'bad_credentials',
      /redirect URL/,
      /http and https differ/,
    ],
    [400, '{"error":"invalid_scope"}', 'missing_scope', /scope/, /Developer Portal/],
    [
      302,
      '<html><body>You are being <a href="https://login.bigcommerce.com/login">redirected</a>.</body></html>',
      'unexpected_answer',
      /sign-in page/,
      /Sign in/,
    ],
    [400, '{"error":"invalid_request"}', 'unexpected_answer', /without a reason/, /report it/],
    [429, '', 'rate_limited', /no more/, /Wait/],
    [502, '', 'store_unavailable', /fault/, /Wait/],
  ])('reads %i %s as %s', (status, body, cause, message, hint) => {
    const row = rowFor(restToken, { status, body })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(message)
    expect(row?.hints.join(' ')).toMatch(hint)
  })

  it('knows a refusal that comes as a good answer', () => {
    expect(rowFor(restToken, { status: 200, body: '{"error":"Invalid code."}' })?.cause).toBe('expired')
  })

  it('knows a web page, and an answer without a token', () => {
    expect(rowFor(restToken, { status: 200, type: web })?.message).toMatch(/web page/)
    expect(rowFor(restToken, { status: 200, body: '{}' })?.message).toMatch(/without a token/)
  })
})

describe('the test of BigCommerce GraphQL', () => {
  it.each([
    ['GraphQL credentials were missing. No token was sent.', 'bad_credentials'],
    ['GraphQL invalid credentials. String is not a JWT', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT signature is invalid', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT is expired', 'expired'],
    ["GraphQL invalid credentials. JWT channel id doesn't match channel id of the URL", 'wrong_store'],
    ["GraphQL invalid credentials. JWT store id doesn't match store id of the URL", 'wrong_store'],
    ['Unknown JWT token', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT has no valid Json', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT has Json of an unknown format', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. Something not documented', 'bad_credentials'],
  ])('reads "%s" as %s', (message, cause) => {
    const body = JSON.stringify({ errors: [{ message }] })
    expect(rowFor(graphqlTest, { status: 401, body })?.cause).toBe(cause)
  })

  it('reads a missing scope of a private token out of an answer of 200', () => {
    const body = '{"data":null,"errors":[{"extensions":{"code":"INSUFFICIENT_ACCESS_SCOPE"}}]}'
    expect(rowFor(graphqlTest, { status: 200, body })?.cause).toBe('missing_scope')
  })

  it('reads a query that asks for too much out of an answer of 200', () => {
    const message =
      'The query is too complex as it has a complexity score of 12230 out of 10000. Please remove some elements and try again'
    const row = rowFor(graphqlTest, { status: 200, body: JSON.stringify({ errors: [{ message }] }) })
    expect(row?.hints.join(' ')).toMatch(/fewer/)
  })

  it.each([
    ['MAINTENANCE', /maintenance/],
    ['HIBERNATION', /hibernation/],
  ])('reads the status %s of a storefront as closed', (status, message) => {
    const body = JSON.stringify({ data: { site: { settings: { status } } } })
    const row = rowFor(graphqlTest, { status: 200, body })
    expect(row?.cause).toBe('store_unavailable')
    expect(row?.message).toMatch(message)
  })
})

describe('the private tokens of BigCommerce GraphQL', () => {
  it.each([
    [401, 'X-Auth-Token header is required', 'bad_credentials', /without an access token/],
    [401, 'X-Auth-Token header should have correct format', 'bad_credentials', /could not read/],
    [401, '', 'bad_credentials', /does not know/],
    [
      401,
      '{"title":"Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store."}',
      'wrong_store',
      /another store/,
    ],
    [403, `{"title":"You don't have a required scope to access the endpoint"}`, 'missing_scope', /API account/],
    [403, '', 'missing_scope', /API account/],
    [
      422,
      '{"title":"The following `channel_id`s [123456789] are not valid for store 1000000000."}',
      'wrong_store',
      /channel ID/,
    ],
    [422, '', 'unexpected_answer', /channel and these scopes/],
    [429, '', 'rate_limited', /overloaded/],
    [503, '', 'store_unavailable', /maintenance/],
    [200, '{"data":{}}', 'unexpected_answer', /without a private token/],
  ])('read %i %s as %s', (status, body, cause, message) => {
    const row = rowFor(graphqlMint, { status, body })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(message)
  })
})

describe('the token endpoint of Akeneo', () => {
  // https://api.akeneo.com/documentation/troubleshooting.html and the messages of the PIM's own token controller.
  it.each([
    [
      422,
      'Parameter "client_id" is missing or does not match any client, or secret is invalid',
      'bad_credentials',
      /client ID with this secret/,
    ],
    [
      422,
      'Parameter "grant_type", "username" or "password" is missing, empty or invalid',
      'bad_credentials',
      /without a user name or password/,
    ],
    [422, 'This grant type is not authorized for this client', 'wrong_credential_kind', /may not sign in/],
    [422, 'No user found for the given username and password', 'bad_credentials', /user name with this password/],
    [422, 'Parameter "grant_type" or "refresh_token" is missing or empty', 'expired', /renew/],
    [422, 'Refresh token is invalid or has expired', 'expired', /saved token/],
    [422, 'Something not documented', 'bad_credentials', /refused the credentials/],
    [
      415,
      '"application/xml" in "Content-Type" header is not valid. Only "application/json" or "application/x-www-form-urlencoded" are allowed.',
      'unexpected_answer',
      /format/,
    ],
    [413, 'Request content exceeded the maximum allowed size of 300 bytes', 'bad_credentials', /longer/],
    [404, 'No route found', 'wrong_store', /no Akeneo PIM/],
    [429, '', 'rate_limited', /no more/],
    [503, '', 'store_unavailable', /maintenance/],
  ])('reads %i %s as %s', (status, message, cause, said) => {
    const row = rowFor(akeneoToken, { status, body: JSON.stringify({ code: status, message }) })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(said)
  })

  it.each([200, 401, 404])('tells a server that is no PIM by its web page (%i)', (status) => {
    const row = rowFor(akeneoToken, { status, type: web, body: '<!doctype html>' })
    expect(row?.cause).toBe(status === 401 ? 'bad_credentials' : 'wrong_store')
  })

  it('does not call a redirect a mistake of the credentials', () => {
    const row = rowFor(akeneoToken, { status: 301, type: web })
    expect(row?.cause).toBe('wrong_store')
    expect(row?.hints.join(' ')).toMatch(/address it ends up at/)
  })

  it('asks for a refused user the four things people get wrong', () => {
    const message = 'No user found for the given username and password'
    const hints = rowFor(akeneoToken, { status: 422, body: JSON.stringify({ code: 422, message }) })?.hints ?? []
    expect(hints).toEqual([
      expect.stringMatching(/space/),
      expect.stringMatching(/own field/),
      expect.stringMatching(/another password/),
      expect.stringMatching(/Data destination.*Administrator/),
    ])
  })
})

describe('the test of Akeneo', () => {
  it.each([
    [401, 'Authentication is required', 'bad_credentials', /without a token/],
    [401, 'The access token provided is invalid.', 'bad_credentials', /does not accept/],
    [401, 'The access token provided has expired.', 'expired', /expired/],
    [403, 'Access forbidden. You are not allowed to list channels.', 'missing_scope', /may not read/],
    [404, "Channel 'ecommerce' does not exist.", 'missing_scope', /does not show/],
    [406, '‘xxx’ in ‘Accept‘ header is not valid. Only ‘application/json‘ is allowed.', 'unexpected_answer', /format/],
    [408, '', 'store_unavailable', /in time/],
    [413, 'Too many resources to process, 100 is the maximum allowed.', 'unexpected_answer', /size/],
    [422, 'You cannot request more than 100 items.', 'unexpected_answer', /did not accept/],
    [429, '', 'rate_limited', /too many requests/],
    [500, '', 'store_unavailable', /fault/],
    [503, '', 'store_unavailable', /maintenance/],
    [302, '', 'wrong_store', /redirect/],
    [200, '', 'wrong_store', /not as an Akeneo PIM/],
  ])('reads %i %s as %s', (status, message, cause, said) => {
    const row = rowFor(akeneoTest, { status, body: JSON.stringify({ code: status, message }) })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(said)
  })

  it.each([200, 404])('tells a server that is no PIM by its web page (%i)', (status) => {
    const row = rowFor(akeneoTest, { status, type: web })
    expect(row?.cause).toBe('wrong_store')
    expect(row?.message).toMatch(/no Akeneo PIM/)
  })

  it('names the permissions that a connection needs', () => {
    const hints = rowFor(akeneoTest, { status: 403 })?.hints.join(' ')
    expect(hints).toMatch(/list channels, locales, currencies and categories/)
  })
})

describe('every table', () => {
  const rows = definitions.flatMap((definition) =>
    answerTablesOf(definition).flatMap((table) => table.rows.map((row) => ({ table, row }))),
  )

  it('ends every message and hint as a sentence', () => {
    for (const { row } of rows) for (const text of [row.message, ...row.hints]) expect(text).toMatch(/^[A-Z].*\.$/)
  })

  it('says of every answer what to do', () => {
    expect(rows.filter(({ row }) => row.hints.length === 0)).toEqual([])
  })

  it('blames the network alone for what only the network can tell', () => {
    const ofNetwork = ['host_unreachable', 'tls', 'timeout', 'blocked_host']
    expect(rows.filter(({ row }) => ofNetwork.includes(row.cause))).toEqual([])
  })
})
