import { causes } from '../definition.ts'
import { TransportError, type TransportReason } from '../errors.ts'
import { allowedHosts } from '../grant/allowed-hosts.ts'
import type { Adapter, Credentials, HttpAnswer, HttpClient, HttpRequest, OptionSource, TestContext } from '../ports.ts'
import { Secret } from '../secret.ts'
import type { ContractRunner } from './runner.ts'

/** One adapter, and a connection that it can test. */
export interface AdapterCase {
  readonly adapter: Adapter
  /** Of an auth type that signs requests, each secret at least 8 characters long. */
  readonly credentials: Credentials
  /** What the provider answers where all is well. */
  readonly goodAnswer: (request: HttpRequest) => HttpAnswer
}

/** Texts that people paste, and some that nobody does. */
const texts: readonly string[] = [
  '',
  ' ',
  'https://',
  'http://%zz',
  '{"a":1}',
  '[',
  '\u0000\ufeff\u200b',
  '\ud800',
  'constructor',
  '__proto__',
  'a.b.c',
  'eyJhbGciOiJub25lIn0.bm8.x',
  'x'.repeat(1_000_000),
  '/'.repeat(1_000_000),
  '"'.repeat(1_000_000),
  ' \n'.repeat(500_000),
]

/** Shapes in which a secret is easily repeated by a message about it. */
const disguises: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `https://example.com/${secret}`,
  (secret) => `Bearer ${secret}`,
  (secret) => `ACCESS TOKEN: ${secret}`,
  (secret) => `${secret} ${secret}`,
  (secret) => `eyJ${secret}`,
]

/** What no list holds. */
const strangers: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  0,
  true,
  [],
  [null],
  {},
  { data: null },
  { errors: [] },
]

/** Every way to a list, first to last. */
const waysOf = (source: OptionSource): OptionSource[] =>
  source.otherwise === undefined ? [source] : [source, ...waysOf(source.otherwise)]

/** Answers of no use to a test, whatever the provider. */
const badAnswers: readonly HttpAnswer[] = [
  { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' },
  { status: 200, headers: { 'content-type': 'application/json' }, body: '{"half":' },
  { status: 200, headers: { 'content-type': 'application/json' }, body: 'null' },
  { status: 204, headers: {}, body: '' },
  ...[301, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504, 599].map((status) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: `{"status":${status}}`,
  })),
]

const reasons: readonly TransportReason[] = [
  'host_unreachable',
  'tls',
  'timeout',
  'blocked_host',
  'answer_too_large',
  'answer_cut',
  'aborted',
]

const now = new Date('2026-02-03T04:05:06.000Z')

/**
 * What every {@link Adapter} does. Run it in the tests of an implementation:
 *
 * ```ts
 * adapterContract({ describe, it, expect }, { 'my-provider': { adapter, credentials, goodAnswer } })
 * ```
 *
 * @param cases Each adapter under the id of its definition.
 */
export function adapterContract(
  { describe, it, expect }: ContractRunner,
  cases: Readonly<Record<string, AdapterCase>>,
): void {
  for (const [id, { adapter, credentials, goodAnswer }] of Object.entries(cases)) {
    const secrets = Object.values(credentials.secrets).map((secret) => secret.reveal())
    const tells = (value: unknown): boolean => {
      const printed = `${JSON.stringify(value)}${String(value)}`
      return secrets.some((secret) => printed.includes(secret))
    }

    describe(`the adapter of ${id}`, () => {
      it('is frozen and goes by the id of its definition', () => {
        expect(Object.isFrozen(adapter)).toBe(true)
        expect(adapter.definition.id).toBe(id)
      })

      it('reads any text without throwing, and the same text the same way', () => {
        for (const text of texts) {
          const once = adapter.derive(text)
          const twice = adapter.derive(text)
          expect(typeof once.form).toBe('string')
          expect(twice).toEqual(once)
        }
      })

      it('keeps what it derives as a secret out of everything printed', () => {
        for (const secret of secrets) {
          for (const disguise of disguises) {
            const derivation = adapter.derive(disguise(secret))
            expect(tells([derivation.form, derivation.secrets, derivation.issues])).toBe(false)
          }
        }
      })

      it('says nothing against credentials in order, and never repeats a secret', () => {
        expect(adapter.inspect(credentials).filter(({ severity }) => severity === 'error')).toEqual([])
        for (const disguise of disguises) {
          const disguised = Object.entries(credentials.secrets).map(([key, secret]) => [
            key,
            new Secret(disguise(secret.reveal())),
          ])
          expect(tells(adapter.inspect({ ...credentials, secrets: Object.fromEntries(disguised) }))).toBe(false)
        }
      })

      it('signs in the headers alone, and leaves what it was given as it was', () => {
        const headers = Object.freeze({ Accept: 'application/json' })
        const request = Object.freeze({ method: 'POST', url: 'https://example.com/path?query=1', headers, body: '{}' })
        const signed = adapter.sign(request, credentials)
        expect({ ...signed, headers: request.headers }).toEqual(request)
        expect(signed.headers['Accept']).toBe('application/json')
        expect(secrets.some((secret) => Object.values(signed.headers).join('\n').includes(secret))).toBe(true)
        expect(adapter.sign(request, credentials)).toEqual(signed)
      })

      it('sends one signature, whatever the request had in its place', () => {
        const request = { method: 'GET', url: 'https://example.com/', headers: {} }
        const [name = ''] = Object.keys(adapter.sign(request, credentials).headers)
        const forged = { ...request, headers: { [name.toLowerCase()]: 'forged', [name.toUpperCase()]: 'forged' } }
        expect(adapter.sign(forged, credentials)).toEqual(adapter.sign(request, credentials))
      })

      it('tests by signed requests to the hosts of its definition', async () => {
        const asked: HttpRequest[] = []
        const http: HttpClient = (request, options) => {
          asked.push(request)
          expect(options.allowedHosts).toEqual(
            allowedHosts(adapter.definition.request.allowedHosts, credentials.values),
          )
          return Promise.resolve(goodAnswer(request))
        }
        const result = await adapter.test(credentials, { http, clock: () => now })
        expect([result.ok, result.cause, result.testedAt]).toEqual([true, 'ok', '2026-02-03T04:05:06.000Z'])
        expect(asked.length > 0).toBe(true)
        for (const request of asked) {
          expect(adapter.sign(request, credentials)).toEqual(request)
          expect(tells([request.url, request.body])).toBe(false)
        }
        expect(tells(result)).toBe(false)
      })

      it('ends in a typed cause whatever comes back', async () => {
        for (const answer of badAnswers) {
          const echoing = { ...answer, body: `${answer.body}${secrets.join('')}` }
          await expectFailure({ http: () => Promise.resolve(answer), clock: () => now })
          await expectFailure({ http: () => Promise.resolve(echoing), clock: () => now })
        }
      })

      it('ends in a typed cause where nothing comes back', async () => {
        for (const reason of reasons) {
          const http: HttpClient = () => Promise.reject(new TransportError(reason, 'example.com', 'No answer.'))
          await expectFailure({ http, clock: () => now })
        }
      })

      it('reads its lists below the base URL, and takes no stranger for an entry', () => {
        const ways = Object.values(adapter.options ?? {}).flatMap(waysOf)
        for (const { path, body, entriesOf, toOption } of ways) {
          expect(path.startsWith('/') && !path.startsWith('//')).toBe(true)
          expect(body === undefined || entriesOf !== undefined).toBe(true)
          for (const stranger of strangers) {
            expect(toOption(stranger)).toBe(undefined)
            if (entriesOf !== undefined) {
              const entries = entriesOf(stranger)
              expect(entries === undefined || Array.isArray(entries)).toBe(true)
            }
          }
        }
      })

      async function expectFailure(context: TestContext): Promise<void> {
        const result = await adapter.test(credentials, context)
        expect([result.ok, result.cause === 'ok', causes.includes(result.cause)]).toEqual([false, false, true])
        expect(result.message !== '' && result.hints.length > 0).toBe(true)
        expect(tells(result)).toBe(false)
      }
    })
  }
}
