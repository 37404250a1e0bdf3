import type { KeyObject } from 'node:crypto'
import { madeUpConnection } from 'connform-seed'
import { fromColumn, type RawCipher, rawCipher, toColumn } from '../raw-cipher.ts'
import type { Bare } from './bare.ts'
import { TENANT } from './fleet-tenant.ts'

const BATCH = 1000
const FILL = 5000

/** A key and the name the rows under it carry. */
export interface NamedKey {
  readonly id: string
  readonly key: KeyObject
}

interface Sealed {
  readonly connection: string
  readonly expected: string
  readonly sealed: string
}

/** How each database is asked for many rows at once. */
const words = Object.freeze({
  sqlite: {
    text: 'text',
    options: 'strict',
    insert: async (bare: Bare, rows: readonly Sealed[], keyId: string) => {
      for (const { connection, sealed } of rows) {
        await bare.all('insert into bare_sealed values ($1, $2, $3, $4)', [TENANT, connection, sealed, keyId])
      }
    },
    replace: async (bare: Bare, rows: readonly Sealed[], keyId: string) => {
      for (const { connection, expected, sealed } of rows) {
        await bare.all(
          'update bare_sealed set sealed = $1, key_id = $2 where tenant = $3 and connection = $4 and sealed = $5',
          [sealed, keyId, TENANT, connection, expected],
        )
      }
    },
  },
  postgres: {
    text: 'text collate "C"',
    options: '',
    insert: (bare: Bare, rows: readonly Sealed[], keyId: string) =>
      bare.all(
        `insert into bare_sealed select $1, connection, sealed, $2
         from unnest($3::text[], $4::text[]) as fresh (connection, sealed)`,
        [TENANT, keyId, ...columnsOf(rows, ['connection', 'sealed'])],
      ),
    replace: (bare: Bare, rows: readonly Sealed[], keyId: string) =>
      bare.all(
        `update bare_sealed as stored set sealed = fresh.sealed, key_id = $1
         from unnest($2::text[], $3::text[], $4::text[]) as fresh (connection, expected, sealed)
         where stored.tenant = $5 and stored.connection = fresh.connection and stored.sealed = fresh.expected`,
        [keyId, ...columnsOf(rows, ['connection', 'expected', 'sealed']), TENANT],
      ),
  },
})

const columnsOf = (rows: readonly Sealed[], names: readonly (keyof Sealed)[]): (readonly string[])[] =>
  names.map((name) => rows.map((row) => row[name]))

/**
 * A table like the store's for sealed texts, with its key, its index for sweeps and its reference to the data key; filled
 * in the same order.
 */
export async function fillBare(bare: Bare, count: number, { id, key }: NamedKey): Promise<void> {
  const cipher = rawCipher(key)
  const { text, options, insert } = words[bare.kind]
  await bare.all(`create table bare_keys (tenant ${text} not null, key_id ${text} not null,
    primary key (tenant, key_id)) ${options}`)
  await bare.all(`create table bare_sealed (tenant ${text} not null, connection ${text} not null,
    sealed ${text} not null, key_id ${text} not null, primary key (tenant, connection),
    foreign key (tenant, key_id) references bare_keys (tenant, key_id)) ${options}`)
  await addKey(bare, id)
  for (let first = 0; first < count; first += FILL) {
    const rows = Array.from({ length: Math.min(FILL, count - first) }, (_, index) => {
      const { record, secrets } = madeUpConnection(TENANT, first + index)
      const sealed = toColumn(cipher.seal(Buffer.from(JSON.stringify(secrets))))
      return { connection: record.id, expected: '', sealed }
    })
    await bare.transaction(async () => insert(bare, rows, id))
  }
  await bare.all('create index bare_sealed_by_key on bare_sealed (tenant, key_id, connection)')
}

const addKey = (bare: Bare, id: string) => bare.all('insert into bare_keys values ($1, $2)', [TENANT, id])

/**
 * Reads, opens, seals and writes, batch by batch; a row is written only where it stands as it was read. Answers how many
 * rows there were.
 */
export async function sweepBare(bare: Bare, from: NamedKey, to: NamedKey): Promise<number> {
  const ciphers = { from: rawCipher(from.key), to: rawCipher(to.key) }
  const { replace } = words[bare.kind]
  await addKey(bare, to.id)
  let swept = 0
  let after = ''
  for (;;) {
    const rows = await bare.all(
      `select connection, sealed from bare_sealed where tenant = $1 and key_id = $2 and connection > $3
       order by connection limit ${BATCH}`,
      [TENANT, from.id, after],
    )
    if (rows.length === 0) return swept
    const fresh = rows.map((row) => resealed(row, ciphers))
    await bare.transaction(async () => replace(bare, fresh, to.id))
    swept += rows.length
    after = fresh.at(-1)?.connection ?? after
  }
}

function resealed(
  { connection, sealed }: Readonly<Record<string, unknown>>,
  { from, to }: { readonly from: RawCipher; readonly to: RawCipher },
): Sealed {
  const expected = String(sealed)
  return { connection: String(connection), expected, sealed: toColumn(to.seal(from.open(fromColumn(expected)))) }
}
