import type { AuditEntry, ConnectionRecord, TestResult } from '@connform/core'

/** A connection as a fleet has it, and what is sealed of it. */
export interface MadeUp {
  readonly record: Omit<ConnectionRecord, 'sealed' | 'keyId' | 'grant'>
  readonly secrets: Readonly<Record<string, string>>
  /** Null where it signs with what was typed. */
  readonly grant: {
    readonly tokens: { readonly accessToken: string; readonly refreshToken?: string }
    readonly expiresAt: string
  } | null
  /** Of its creation. */
  readonly entry: AuditEntry
}

const towns = ['Berlin', 'Lyon', 'Porto', 'Oslo', 'Graz', 'Turin', 'Gent', 'Malmö', 'Kraków', 'Sevilla']
const trades = ['Bakery', 'Books', 'Cycles', 'Garden', 'Outlet', 'Records', 'Shoes', 'Tea', 'Tools', 'Wine']
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const START = Date.parse('2024-01-01T00:00:00.000Z')
const BETWEEN_MS = 77_000
const MAX_AGE_OF_TEST_MS = 90 * 24 * 60 * 60 * 1000

/** The same connection for the same number, every time. */
export function madeUpConnection(tenant: string, index: number): MadeUp {
  const random = randomStream(index)
  const pick = (list: string | readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const word = (length: number): string => {
    let text = ''
    for (let place = 0; place < length; place += 1) text += pick(letters)
    return text
  }
  const hash = word(10)
  const createdAt = new Date(START + Math.floor((index + random()) * BETWEEN_MS)).toISOString()
  const name = `${pick(towns)} ${pick(trades)} ${index}`
  const kind = kinds[index % kinds.length] ?? kinds[0]
  const { values, searchTerms, secrets, tokens } = kind.fill({ name, hash, word })
  const lastTest = random() < 0.85 ? testOf(random, createdAt) : null
  const record: MadeUp['record'] = {
    tenant,
    id: uuidOf(random),
    definition: kind.definition,
    definitionVersion: '0.1.0',
    name,
    authType: kind.authType,
    status: lastTest?.ok === false ? 'failing' : random() < 0.95 ? 'active' : 'inactive',
    values,
    searchTerms,
    secretFields: Object.fromEntries(Object.keys(secrets).map((key) => [key, createdAt])),
    lastTest,
    revision: 1,
    createdAt,
    updatedAt: createdAt,
    removedAt: null,
  }
  return {
    record,
    secrets,
    grant: tokens === undefined ? null : { tokens, expiresAt: '2099-01-01T00:00:00.000Z' },
    entry: entryOf(record),
  }
}

function entryOf({ id, definition, values, status, secretFields, createdAt }: MadeUp['record']): AuditEntry {
  const after = { definition, ...values, status }
  return {
    at: createdAt,
    actor: 'seed',
    action: 'connection.created',
    subject: { kind: 'connection', id },
    fields: [...Object.keys(after), ...Object.keys(secretFields)],
    before: null,
    after,
  }
}

interface Filling {
  readonly name: string
  readonly hash: string
  readonly word: (length: number) => string
}

interface Kind {
  readonly definition: string
  readonly authType: string
  readonly fill: (
    filling: Filling,
  ) => Pick<MadeUp, 'secrets'> &
    Pick<ConnectionRecord, 'values' | 'searchTerms'> & { readonly tokens?: NonNullable<MadeUp['grant']>['tokens'] }
}

const rest: Kind = {
  definition: 'bigcommerce-rest',
  authType: 'token',
  fill: ({ name, hash, word }) => ({
    values: { name, authType: 'token', storeHash: hash, clientId: word(31) },
    searchTerms: [hash],
    secrets: { accessToken: word(31), clientSecret: word(64) },
  }),
}

const graphql: Kind = {
  definition: 'bigcommerce-graphql',
  authType: 'custom',
  fill: ({ name, hash, word }) => ({
    values: {
      name,
      authType: 'custom',
      subdomain: `shop-${hash}`,
      storeHash: hash,
      channelId: 1,
      scopes: ['Unauthenticated'],
    },
    searchTerms: [`shop-${hash}`, hash],
    secrets: { accessToken: word(31) },
    tokens: { accessToken: word(200) },
  }),
}

const pim: Kind = {
  definition: 'akeneo-pim',
  authType: 'none',
  fill: ({ name, hash, word }) => ({
    values: { name, url: `https://${hash}.cloud.example.com`, clientId: word(52), username: `app_${hash}` },
    searchTerms: [`https://${hash}.cloud.example.com`],
    secrets: { clientSecret: word(50), password: word(20) },
    tokens: { accessToken: word(86), refreshToken: word(86) },
  }),
}

const kinds = [rest, rest, rest, graphql, pim] as const

function testOf(random: () => number, after: string): TestResult {
  const testedAt = new Date(Date.parse(after) + Math.floor(random() * MAX_AGE_OF_TEST_MS)).toISOString()
  const ok = random() < 0.93
  return ok
    ? { ok, cause: 'ok', message: 'The connection works.', hints: [], httpStatus: 200, durationMs: 120, testedAt }
    : {
        ok,
        cause: 'bad_credentials',
        message: 'The access token is not accepted.',
        hints: ['Copy it again.'],
        httpStatus: 401,
        durationMs: 90,
        testedAt,
      }
}

/** A UUID of version 4, out of the stream. RFC 9562 section 5.4 */
function uuidOf(random: () => number): string {
  let hex = ''
  while (hex.length < 32)
    hex += Math.floor(random() * 65_536)
      .toString(16)
      .padStart(4, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Repeatable numbers in 0..1 (mulberry32). */
function randomStream(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
