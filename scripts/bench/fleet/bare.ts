import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import pg from 'pg'

export type Value = string | number | null

/** A database through its driver alone. */
export interface Bare {
  readonly kind: 'sqlite' | 'postgres'
  /** Rows of a statement; its parameters are `$1`, `$2` and so on, each once and in order. */
  all(
    text: string,
    values?: readonly (Value | readonly string[])[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Runs what is asked in `work` in one transaction. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function openBare(url: string): Promise<Bare> {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url)
}

/** With prepared statements, and as safe as the store: write-ahead log, every write flushed, references checked. */
async function openSqlite(path: string): Promise<Bare> {
  const database = new DatabaseSync(path, { timeout: 30_000, enableForeignKeyConstraints: true })
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  const statements = new Map<string, StatementSync>()
  const prepared = (text: string): StatementSync => {
    const kept = statements.get(text) ?? database.prepare(text.replaceAll(/\$\d+/g, '?'))
    statements.set(text, kept)
    return kept
  }
  return {
    kind: 'sqlite',
    all: async (text, values = []) => prepared(text).all(...(values as readonly SQLInputValue[])),
    transaction: async (work) => {
      prepared('begin immediate').run()
      const answer = await work()
      prepared('commit').run()
      return answer
    },
    close: async () => database.close(),
  }
}

async function openPostgres(url: string): Promise<Bare> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('set search_path = connform, public')
  return {
    kind: 'postgres',
    all: async (text, values = []) => (await client.query(text, [...values])).rows,
    transaction: async (work) => {
      await client.query('begin')
      const answer = await work()
      await client.query('commit')
      return answer
    },
    close: () => client.end(),
  }
}
