import fc, { type Arbitrary } from 'fast-check'
import type { Operation, Parameter } from './operations.ts'
import { allowed, almost, type Hints, hostileText, hostileValue } from './values.ts'

/** A request that has not been sent yet. */
export interface FuzzRequest {
  readonly method: string
  /** Below the base of the API, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Name of who sends it. */
  readonly who: string
}

export interface RequestOptions {
  /** Names of those who may send it. */
  readonly who: readonly string[]
  /** What parameters and members of a name are filled with, besides what their schema allows. */
  readonly hints: Hints
  /** A text that may come back in no answer. */
  readonly canary: string
}

/** Requests of an operation: some as documented, some almost, some not at all. */
export function requestsOf(operation: Operation, options: RequestOptions): Arbitrary<FuzzRequest> {
  const of = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place)
  return fc
    .record({
      path: fc.tuple(...of('path').map((one) => fc.tuple(fc.constant(one.name), pathPart(one, options)))),
      query: queryOf(of('query'), options),
      headers: headersOf(of('header'), options),
      content: contentOf(operation, options),
      who: fc.constantFrom(...options.who),
    })
    .map(({ path, query, headers, content, who }) => ({
      method: operation.method,
      path: path.reduce((text, [name, value]) => text.replace(`{${name}}`, () => value), operation.template) + query,
      headers: { ...headers, ...content.headers },
      body: content.body,
      who,
    }))
}

/** Any method at any address. */
export function strayRequests(operations: readonly Operation[], options: RequestOptions): Arbitrary<FuzzRequest> {
  const templates = operations.map(({ template }) => template)
  return fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'),
    path: fc.oneof(
      fc.constantFrom(...templates),
      fc.tuple(fc.constantFrom(...templates), hostileText.map(encode)).map(([template, text]) => `${template}/${text}`),
      fc.constantFrom('', '/', '//', '/%', '/%zz', '/connections/%ff', '/connections/%', '/connections//', '/?a=%'),
    ),
    headers: fc.constantFrom<Record<string, string>>({}, { accept: 'text/html' }),
    body: fc.constant(undefined),
    who: fc.constantFrom(...options.who),
  })
}

/** Also for a text with half a surrogate pair, which has no encoding. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

const rawParts = ['%', '%zz', '%ff', '%00', '%2e%2e%2f', '%252f', 'a;b=c', 'a:b', "'()*", '@']

function pathPart({ name, schema }: Parameter, { hints }: RequestOptions): Arbitrary<string> {
  const known = hints[name]
  return fc.oneof(
    ...(known === undefined ? [] : [{ weight: 5, arbitrary: known.map(String).map(encode) }]),
    { weight: 1, arbitrary: allowed(schema).map(String).map(encode) },
    { weight: 1, arbitrary: hostileText.map(encode) },
    { weight: 1, arbitrary: fc.constantFrom(...rawParts) },
  )
}

function queryOf(parameters: readonly Parameter[], { hints, canary }: RequestOptions): Arbitrary<string> {
  const pairs = parameters.map(({ name, schema }) => {
    const good = fc.oneof(...[allowed(schema), hints[name]].filter((one) => one !== undefined)).map(asText)
    return fc.tuple(fc.constant(name), fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: hostileText }))
  })
  const stray = fc.tuple(hostileText, fc.oneof(hostileText, fc.constant(canary)))
  const list = (arbitrary: Arbitrary<[string, string]>, maxLength: number) => fc.array(arbitrary, { maxLength })
  const known = pairs.length === 0 ? fc.constant([]) : list(fc.oneof(...pairs), 4)
  const usual = known.map((all) => asQuery(all))
  return fc.oneof(
    { weight: 6, arbitrary: usual },
    { weight: 1, arbitrary: fc.tuple(known, list(stray, 2)).map(([some, more]) => asQuery([...some, ...more])) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('?', '?=', '?&&', '?%', '?%zz=%zz', '?limit[]=1', '?__proto__[a]=1', '?a'),
    },
  )
}

/** An object stands in a query as the text of it. */
const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

const asQuery = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.map(encode).join('=')).join('&')}`

/** What a header can carry at all; of the rest, an HTTP client sends nothing. */
const headerText: Arbitrary<string> = fc.oneof(
  fc.constantFrom('', '*', '"1"', 'W/"1"', '"1", "2"', '"999999999999999"', '"-1"', '1', '"', 'x'.repeat(2000), 'é'),
  fc.stringMatching(/^[!-~]{1,60}$/),
)

const strays: Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>>(
  {},
  { accept: '*/*' },
  { accept: 'application/x-ndjson' },
  { accept: 'text/html' },
  { origin: 'https://evil.example' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  { 'x-request-id': 'x'.repeat(500) },
  { 'x-request-id': 'mine-12345678' },
  { traceparent: '00-zz-zz-00' },
  { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: ',,=' },
  { cookie: ';;=; connform_session' },
  { 'x-connform-tenant': 'other' },
  { 'x-connform-tenant': '' },
  { 'x-connform-tenant': 'ü'.repeat(300) },
  { 'x-http-method-override': 'DELETE' },
)

function headersOf(parameters: readonly Parameter[], { hints }: RequestOptions): Arbitrary<Record<string, string>> {
  const named = parameters.map(
    ({ name }) => [name, fc.oneof(headerText, hints[name]?.map(String) ?? headerText)] as const,
  )
  return fc
    .tuple(fc.record(Object.fromEntries(named), { requiredKeys: [] }), strays)
    .map(([known, more]) => ({ ...(known as Record<string, string>), ...more }))
}

interface Content {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

const json = { 'content-type': 'application/json' }
const types = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json;;;',
  'application/jsonp',
  'APPLICATION/JSON',
  'json',
  '',
]

function contentOf({ body, method }: Operation, { hints, canary }: RequestOptions): Arbitrary<Content> {
  const none = fc.constant<Content>({ headers: {}, body: undefined })
  if (method === 'GET') return none
  const malformed = fc.constantFrom(
    ...['', '{', '[1,', '"', '{"a":1}}', 'nul', "{'a':1}", '\ufeff{}', '{"a":\u0001}', `{"accessToken":"${canary}"`],
    ...['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}', '{"a":1,"a":2}', '1e999', '\u0000'],
    `{"input":${'['.repeat(3000)}${']'.repeat(3000)}}`,
    JSON.stringify({ input: 'x'.repeat(300_000) }),
  )
  const values = fc.oneof(hostileValue, fc.dictionary(hostileText, hostileValue, { maxKeys: 3 }))
  const text = fc.oneof(
    malformed,
    values.map((value) => JSON.stringify(value)),
  )
  const odd = fc.oneof(
    text.map((written) => ({ headers: json, body: written })),
    fc
      .tuple(text, fc.constantFrom(...types))
      .map(([written, type]) => ({ headers: { 'content-type': type }, body: written })),
  )
  if (body === undefined) return fc.oneof({ weight: 3, arbitrary: none }, { weight: 1, arbitrary: odd })
  const good = allowed(body, hints) as Arbitrary<object>
  const write = (value: unknown): Content => ({ headers: json, body: JSON.stringify(value) })
  return fc.oneof(
    { weight: 4, arbitrary: good.map(write) },
    { weight: 3, arbitrary: almost(good).map(write) },
    { weight: 2, arbitrary: odd },
    { weight: 1, arbitrary: none },
  )
}
