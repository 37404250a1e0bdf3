import { openStore } from '@connform/storage'
import { openKeyFile, openVault } from '@connform/vault'
import type { Connform } from 'connform'
import { type MadeUp, madeUpConnection } from 'connform-seed'
import { type Row, rowsOf } from 'connform-seed/rows'
import { BLOCK, type MeasuredPair, measurePair } from '../pairs.ts'
import { type Bare, openBare } from './bare.ts'
import type { Fleet } from './fleet.ts'
import { TENANT } from './fleet-tenant.ts'

const ROUNDS = 3 * BLOCK
const WARM_UP = 200
const NOTHING = Object.freeze({ sequence: 0, hash: '' })

/**
 * Creating a connection beside the same rows in one transaction: the connection, its secrets, its search text and its
 * entry in the audit, whose chain is locked and read. They are sealed and hashed beforehand.
 */
export async function createPair(fleet: Fleet, connform: Connform): Promise<MeasuredPair> {
  const url = await fleet.copy()
  const fresh = Array.from({ length: 2 * (ROUNDS + WARM_UP) }, (_, index) => typedIn(fleet.count + 5 * index))
  const rows = await rowsOfAll(fleet, url, fresh.slice(0, ROUNDS + WARM_UP))
  const forms = fresh.slice(ROUNDS + WARM_UP).map(({ record, secrets }) => ({ ...record.values, ...secrets }))
  const bare = await openBare(url)
  try {
    return await measurePair(
      {
        name: 'create',
        bare: (round) => insert(bare, rows[round] ?? {}),
        ours: async (round) => {
          const result = await connform.connections.create('bigcommerce-rest', forms[round], { verify: 'skip' })
          if (!result.ok) throw new Error(`A form is refused: ${result.issues[0]?.message}`)
        },
      },
      { rounds: ROUNDS, warmUp: WARM_UP },
    )
  } finally {
    await bare.close()
  }
}

/** A connection that was never tested, as one is when it is created without. */
function typedIn(index: number): MadeUp {
  const made = madeUpConnection(TENANT, index - (index % 5))
  return { ...made, record: { ...made.record, lastTest: null, status: 'active' } }
}

const head = 'select sequence, hash from audit_heads where tenant = $1'
/** Whoever writes to SQLite is alone. */
const readHead = Object.freeze({ sqlite: head, postgres: `${head} for update` })

type TableRows = Readonly<Record<string, readonly Row[]>>

async function rowsOfAll({ keyFile }: Fleet, url: string, all: readonly MadeUp[]): Promise<readonly TableRows[]> {
  const store = await openStore(url)
  const vault = openVault({ keyEncryptionKey: openKeyFile(keyFile).key, dataKeys: store.dataKeys })
  await vault.load(TENANT)
  const rows = all.map((one) => rowsOf(vault, [one], NOTHING).rows)
  vault.close()
  await store.close()
  return rows
}

async function insert(bare: Bare, rows: TableRows): Promise<void> {
  const put = async (table: string, row: Row) => {
    const names = Object.keys(row)
    const places = names.map((_, index) => `$${index + 1}`)
    await bare.all(`insert into ${table} (${names}) values (${places})`, Object.values(row))
  }
  await bare.transaction(async () => {
    for (const table of ['connections', 'connection_search', 'connection_secrets']) {
      for (const row of rows[table] ?? []) await put(table, row)
    }
    const [head] = await bare.all(readHead[bare.kind], [TENANT])
    const [entry] = rows['audit_entries'] ?? []
    if (head === undefined || entry === undefined) throw new Error('There is no audit to append to.')
    const sequence = Number(head['sequence']) + 1
    await put('audit_entries', { ...entry, sequence, previous_hash: String(head['hash']) })
    await bare.all('update audit_heads set sequence = $1, hash = $2 where tenant = $3', [
      sequence,
      entry['hash'] ?? '',
      TENANT,
    ])
  })
}
