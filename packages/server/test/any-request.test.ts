import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { documented } from './support/documented.ts'
import { tokenForm } from './support/forms.ts'

interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
}
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly schema: Schema
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** Now and then something else than what is asked for. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom(
    '',
    null,
    -1,
    1e308,
    '../..',
    '%00',
    '\u0000',
    '{"sealed":"x"}',
    { sealed: 'x' },
    '__proto__',
    'null',
  ),
)

/** Values as a schema asks for them, mostly. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const [type] = [schema.type].flat()
  const fitting = (): fc.Arbitrary<unknown> => {
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
    if (type === 'integer') return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000_000 })
    if (type === 'boolean') return fc.boolean()
    if (type === 'object' && schema.properties !== undefined) {
      const members = Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, valuesOf(one)]))
      return fc.record(members, { requiredKeys: [...(schema.required ?? [])] })
    }
    if (type === 'object') return fc.dictionary(fc.string({ maxLength: 12 }), odd, { maxKeys: 6 })
    return fc.string({ maxLength: 40 })
  }
  return fc.oneof({ weight: 6, arbitrary: fitting() }, { weight: 1, arbitrary: odd })
}

test('whatever is sent to any operation, the answer is a documented one and never our fault', async () => {
  const off = { general: false, outgoing: false, login: false, failure: false } as const
  const here = await bench({ server: { rateLimits: off, closeTimeoutMs: 500 } })
  const { app } = here.server
  const document = (await app.inject('/openapi.json')).json()
  const undocumented = documented(document)
  const admin = await here.as('admin')
  const made = await admin.post('/connections', { definition: 'bigcommerce-rest', input: tokenForm(here.sandbox) })
  const { id } = made.body.connection
  const key = await here.connform.access.createKey({ name: 'Any request', role: 'admin' })
  if (!key.ok) throw new Error('No key was made.')
  const authorization = `Bearer ${key.secret.reveal()}`

  const known = fc.constantFrom<unknown>(id, 'bigcommerce-rest', 'channels', 'token')
  const requests = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
        const given = Object.fromEntries(
          parameters.map(({ name, schema, in: place }) => [
            name,
            place === 'path' ? fc.oneof(known, valuesOf(schema)) : fc.option(valuesOf(schema), { nil: undefined }),
          ]),
        )
        const body =
          requestBody === undefined ? fc.constant(undefined) : valuesOf(Object.values(requestBody.content)[0]!.schema)
        return fc
          .record({ method: fc.constant(method), path: fc.constant(path), given: fc.record(given), body })
          .map((one) => ({ ...one, parameters }))
      }),
  )
  expect(requests.length).toBeGreaterThan(25)
  const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

  await fc.assert(
    fc.asyncProperty(fc.oneof(...requests), async ({ method, path, given, body, parameters }) => {
      let url = path
      const query = new URLSearchParams()
      const headers: Record<string, string> = { authorization }
      for (const { name, in: place } of parameters) {
        const value = given[name]
        if (value === undefined) continue
        if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(asText(value).toWellFormed()))
        if (place === 'query') query.set(name, asText(value))
        if (place === 'header') headers[name] = asText(value).replace(/[^\x20-\x7e]/g, '')
      }
      const search = query.size === 0 ? '' : `?${query}`
      const answer = await app.inject({
        method: method.toUpperCase() as 'GET',
        url: `/api/v1${url}${search}`,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      })
      const type = answer.headers['content-type']?.toString() ?? null
      const content = /json(;|$)/.test(type ?? '') && !/ndjson/.test(type ?? '') ? answer.json() : undefined
      expect(answer.statusCode, answer.body).toBeLessThan(500)
      if (answer.statusCode === 404 && content?.code === 'not_found') return
      expect(
        undocumented({ method, path, status: answer.statusCode, contentType: type, body: content }),
      ).toBeUndefined()
    }),
    { numRuns: 400 },
  )
  here.hide(key.secret.reveal())
}, 300_000)
