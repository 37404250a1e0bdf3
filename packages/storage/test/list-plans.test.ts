import { DatabaseSync } from 'node:sqlite'
import type { ConnectionQuery, ConnectionSort, ConnectionStatus } from '@connform/core'
import { dataKeyRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { withClient } from './support/postgres.ts'

/** More than are ever fetched and sorted, so that each way to come by a page is taken. */
const ROWS = 9000
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()

interface Row {
  readonly id: string
  readonly definition: string
  readonly name: string
  readonly authType: string
  readonly status: ConnectionStatus
  readonly cause: 'ok' | 'expired' | 'tls' | 'untested'
  readonly testedAt: string
  readonly oauthClient: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly removedAt: string | null
}

const rows: readonly Row[] = Array.from({ length: ROWS }, (_, index) => {
  const cause = index % 700 === 3 ? 'expired' : index % 900 === 5 ? 'tls' : index % 11 === 0 ? 'untested' : 'ok'
  return {
    id: `id-${String((index * 7919) % ROWS).padStart(5, '0')}`,
    definition: index % 500 === 1 ? 'pim' : 'shop',
    name: `${['North', 'South', 'Nörth'][index % 3]} ${index % 800 === 2 ? 'Bakery' : 'Store'} ${index}`,
    authType: index % 2 === 0 ? 'token' : 'basic',
    status: index % 600 === 7 ? 'failing' : index % 5 === 0 ? 'inactive' : 'active',
    cause,
    testedAt: cause === 'untested' ? '' : at((index * 31) % 2000),
    oauthClient: index % 400 === 9 ? 'rare' : index % 3 === 0 ? 'common' : null,
    createdAt: at((index * 17) % 3000),
    updatedAt: at((index * 13) % 1000),
    removedAt: index % 40 === 8 ? at(index) : null,
  }
})

const folded = (text: string) => text.normalize('NFC').toUpperCase()
const textOf = ({ name, definition, id }: Row) => folded(`${name}\n${definition}\nhost-${id}`)

const columnsOf = (row: Row) => ({
  tenant: 'one',
  id: row.id,
  definition: row.definition,
  definition_version: '1.0.0',
  name: row.name,
  name_folded: folded(row.name),
  auth_type: row.authType,
  status: row.status,
  field_values: '{}',
  oauth_client: row.oauthClient,
  search_terms: `["host-${row.id}"]`,
  secret_fields: '{}',
  last_test: null,
  cause: row.cause,
  tested_at: row.testedAt,
  revision: 1,
  created_at: row.createdAt,
  updated_at: row.updatedAt,
  removed_at: row.removedAt,
})

async function fill(url: string, { isSampled = true } = {}): Promise<void> {
  const columns = rows.map(columnsOf)
  const names = Object.keys(columns[0] ?? {}).join()
  const texts = rows.map((row) => ({ tenant: 'one', id: row.id, text: textOf(row) }))
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length))
    const fields = names.split(',').map((name) => `value ->> '${name}'`)
    database
      .prepare(`insert into connections (${names}) select ${fields} from json_each(?)`)
      .run(JSON.stringify(columns))
    database
      .prepare(`insert into connection_search (tenant, id, text)
        select value ->> 'tenant', value ->> 'id', value ->> 'text' from json_each(?)`)
      .run(JSON.stringify(texts))
    database.close()
  } else {
    await withClient(url, async (client) => {
      await client.query('set search_path = connform')
      const from = (table: string) => `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`
      await client.query(from('connections'), [JSON.stringify(columns)])
      await client.query(from('connection_search'), [JSON.stringify(texts)])
      if (isSampled) await client.query('analyze')
    })
  }
}

// --- what a list has to be, without a database ---

const sortKeys: Readonly<Record<ConnectionSort, (row: Row) => string>> = {
  name: ({ name }) => folded(name),
  definition: ({ definition }) => definition,
  authType: ({ authType }) => authType,
  status: ({ status }) => status,
  cause: ({ cause }) => cause,
  testedAt: ({ testedAt }) => testedAt,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
}

const bytewise = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right))

function expectedIds(query: ConnectionQuery): string[] {
  const { definition, status, cause, kinds, search = '', oauthClient, removed = false, sort } = query
  const { by = 'createdAt', descending = false } = sort ?? {}
  const keyOf = sortKeys[by]
  const sorted = rows
    .filter((row) => (row.removedAt !== null) === removed)
    .filter((row) => definition === undefined || row.definition === definition)
    .filter((row) => status === undefined || row.status === status)
    .filter((row) => cause === undefined || row.cause === cause)
    .filter((row) => oauthClient === undefined || row.oauthClient === oauthClient)
    .filter(
      (row) =>
        kinds?.some((kind) => kind.definition === row.definition && (kind.authType ?? row.authType) === row.authType) ??
        true,
    )
    .filter((row) => textOf(row).includes(folded(search)))
    .sort((left, right) => bytewise(keyOf(left), keyOf(right)) || bytewise(left.id, right.id))
  return (descending ? sorted.reverse() : sorted).map(({ id }) => id)
}

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const queries = fc
  .record({
    definition: optional(fc.constantFrom('shop', 'pim', 'none')),
    status: optional(fc.constantFrom<ConnectionStatus>('active', 'inactive', 'failing', 'pending')),
    cause: optional(fc.constantFrom('ok', 'expired', 'tls', 'untested', 'timeout')),
    kinds: optional(
      fc.array(
        fc.constantFrom({ definition: 'pim' }, { definition: 'shop', authType: 'token' }, { definition: 'none' }),
        {
          maxLength: 3,
        },
      ),
    ),
    search: optional(
      fc.constantFrom('store', 'bakery', 'no', 'nör', 'north store 1', 'host-id-00', '77', 'zzz', 'shop'),
    ),
    oauthClient: optional(fc.constantFrom('rare', 'common', 'none')),
    removed: optional(fc.boolean()),
    sort: optional(
      fc.record({
        by: fc.constantFrom(...(Object.keys(sortKeys) as ConnectionSort[])),
        descending: fc.boolean(),
      }),
    ),
  })
  .map(
    (query): Omit<ConnectionQuery, 'limit' | 'after'> =>
      Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
  )

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('finds the same for every query, whichever way it takes', async () => {
    const url = await newUrl()
    const store = await openStore(url)
    await store.dataKeys.insertActive(dataKeyRecord())
    await fill(url)
    await fc.assert(
      fc.asyncProperty(queries, fc.constantFrom(1, 7, 50), async (query, limit) => {
        const expected = expectedIds({ ...query, limit })
        const first = await store.connections.list('one', { ...query, limit })
        const { next } = first
        const second = next && (await store.connections.list('one', { ...query, limit, after: next }))
        const ids = [...first.connections, ...(second?.connections ?? [])].map(({ id }) => id)
        expect(ids).toEqual(expected.slice(0, 2 * limit))
        expect((second ?? first).next !== undefined).toBe(expected.length > (second ? 2 : 1) * limit)
        // From somewhere in the middle, too.
        const middle = expected[Math.floor(expected.length / 2)]
        const row = rows.find(({ id }) => id === middle)
        if (row === undefined) return
        const after = { key: sortKeys[query.sort?.by ?? 'createdAt'](row), id: row.id }
        const rest = await store.connections.list('one', { ...query, limit, after })
        const index = expected.indexOf(row.id) + 1
        expect(rest.connections.map(({ id }) => id)).toEqual(expected.slice(index, index + limit))
      }),
      { numRuns: 120 },
    )
    await store.close()
  }, 120_000)

  it('finds what is common where the database expects little of it, and nothing where there is none', async () => {
    const url = await newUrl()
    const store = await openStore(url)
    await store.dataKeys.insertActive(dataKeyRecord())
    await fill(url, { isSampled: false })
    for (const search of ['store', 'bakery', 'zzz']) {
      for (const descending of [false, true]) {
        const query = { search, sort: { by: 'name', descending }, limit: 50 } as const
        const { connections, next } = await store.connections.list('one', query)
        const expected = expectedIds(query)
        expect(connections.map(({ id }) => id)).toEqual(expected.slice(0, 50))
        expect(next !== undefined).toBe(expected.length > 50)
        expect(await store.connections.list('two', query)).toEqual({ connections: [] })
      }
    }
    await store.close()
  })
})
