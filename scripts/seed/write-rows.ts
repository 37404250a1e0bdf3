import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { columns, type Rows } from './rows.ts'

/** Writes many rows at a time, past the store: a transaction per call. */
export interface Writer {
  write(rows: Rows): Promise<void>
  /** Brings the planner's statistics up to date. */
  close(): Promise<void>
}

const tables = Object.keys(columns) as (keyof Rows)[]

export function openWriter(url: string): Promise<Writer> {
  return url.startsWith('sqlite:') ? sqliteWriter(url.slice('sqlite:'.length)) : postgresWriter(url)
}

async function sqliteWriter(path: string): Promise<Writer> {
  const database = new DatabaseSync(path)
  database.exec('pragma synchronous = off; pragma cache_size = -262144')
  const inserts = new Map(
    tables.map((table) => {
      const names = columns[table]
      return [table, database.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`)]
    }),
  )
  return {
    write: async (rows) => {
      database.exec('begin immediate')
      for (const table of tables) for (const row of rows[table]) inserts.get(table)?.run(...row)
      database.exec('commit')
    },
    close: async () => {
      database.exec('analyze')
      database.close()
    },
  }
}

async function postgresWriter(url: string): Promise<Writer> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('set search_path = connform, public; set synchronous_commit = off')
  return {
    write: async (rows) => {
      await client.query('begin')
      for (const table of tables) {
        const names = columns[table]
        const lists = names.map((_, column) => rows[table].map((row) => row[column] ?? null))
        const types = names.map((name, column) => `$${column + 1}::${name === 'revision' ? 'bigint' : 'text'}[]`)
        await client.query(`insert into ${table} (${names}) select * from unnest(${types})`, lists)
      }
      await client.query('commit')
    },
    close: async () => {
      await client.query('vacuum analyze')
      await client.end()
    },
  }
}
