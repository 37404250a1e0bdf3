import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { inject } from 'vitest'

/** A kind of database that a test runs on. */
export interface TestDatabase {
  readonly name: string
  /** URL of an empty one; in a file of the folder where it is one. */
  urlIn(folder: string): Promise<string>
  /** All that its tables hold, where no file of the folder does. */
  dump(url: string): Promise<string>
  /** The first column of what a query finds, asked past connform. */
  column(url: string, query: string): Promise<unknown[]>
  /** Changes rows by hand, past connform and whatever stands in the way. */
  tamper(url: string, statement: string): Promise<void>
}

export const sqlite: TestDatabase = Object.freeze({
  name: 'SQLite',
  urlIn: async (folder: string) => `sqlite:${join(folder, 'connform.db')}`,
  dump: async () => '',
  column: async (url: string, text: string) => {
    const database = new DatabaseSync(url.replace('sqlite:', ''), { readOnly: true })
    try {
      return database.prepare(text).all().map(firstOf)
    } finally {
      database.close()
    }
  },
  tamper: async (url: string, statement: string) => {
    const database = new DatabaseSync(url.replace('sqlite:', ''))
    const triggers = database.prepare("select name from sqlite_schema where type = 'trigger' and name like 'audit%'")
    for (const { name } of triggers.all()) database.exec(`drop trigger ${String(name)}`)
    database.exec(statement)
    database.close()
  },
})

export const postgres: TestDatabase = Object.freeze({
  name: 'PostgreSQL',
  urlIn: async () => (await fetch(inject('newDatabase'))).text(),
  dump: async (url: string) => {
    const tables = await query(url, ALL_TABLES)
    const contents = tables.map(({ name }) => query(url, `select * from ${String(name)}`))
    return JSON.stringify(await Promise.all(contents))
  },
  column: async (url: string, text: string) => {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query('set search_path = connform')
      return (await client.query<Record<string, unknown>>(text)).rows.map(firstOf)
    } finally {
      await client.end()
    }
  },
  tamper: async (url: string, statement: string) => {
    await query(url, `set search_path = connform; set session_replication_role = replica; ${statement}`)
  },
})

export const databases: readonly TestDatabase[] = Object.freeze([sqlite, postgres])

const firstOf = (row: Record<string, unknown>): unknown => Object.values(row)[0]

const ALL_TABLES = `
  select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema')`

/** Asks the database past connform, as its owner. */
export async function query(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows
  } finally {
    await client.end()
  }
}
