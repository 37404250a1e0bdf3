import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { ConnformError, type Store } from '@connform/core'
import { Kysely } from 'kysely'
import type { Db, Run } from '../sql/run.ts'
import { sqlStore } from '../sql/sql-store.ts'
import type { Tables } from '../sql/tables.ts'
import { migrate, needsMigration, type SchemaState } from './migrate.ts'
import { openFile } from './open-file.ts'
import { rowsAtOnce } from './rows-at-once.ts'
import { sqliteDatabase } from './sqlite-database.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { sqliteFailure } from './sqlite-failure.ts'
import { sqliteSql } from './sqlite-sql.ts'
import { takeTurns } from './take-turns.ts'

// Write-ahead log: readers and the one writer do not wait for each other. Full synchronisation: what was acknowledged
// is still there after a power failure, at the price of one flush per write. A renewed OAuth token exists nowhere else,
// and its predecessor is void; losing it would cost a person a new authorisation.
const settings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
`

interface Opened {
  readonly db: Db
  readonly database: DatabaseSync
}

/**
 * A store in a SQLite file, safe with several processes on one file; or in memory.
 *
 * @param location Path, or `:memory:`.
 */
export async function openSqliteStore(location: string): Promise<Store> {
  // Absolute, because SQLite would read a name that begins with `file:` as a URI.
  const path = location === ':memory:' ? location : resolve(location)
  const { db, database } = await waitInPlainWords(path, () => takeTurns(() => openMigrated(path)))
  const atOnce = rowsAtOnce(database)
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined

  async function whileOpen<T>(operation: () => Promise<T>): Promise<T> {
    if (closing !== undefined) throw closed()
    const answer = waitInPlainWords(path, () => takeTurns(operation))
    underWay.add(answer)
    try {
      return await answer
    } finally {
      underWay.delete(answer)
    }
  }

  // A file is one user's, so nothing here keeps tenants apart but the queries themselves.
  const run: Run = Object.freeze({
    read: (_, operation) => whileOpen(() => operation(db)),
    async rows(_, statement, values) {
      if (closing !== undefined) throw closed()
      const query = statement.queryFor(db, values)
      const rows = inPlainWords(path, () => atOnce(query))
      return rows ?? whileOpen(async () => (await db.executeQuery(query)).rows)
    },
    write: (_, operation) => whileOpen(() => db.transaction().execute(operation)),
  } satisfies Run)

  async function close(): Promise<void> {
    await Promise.allSettled(underWay)
    await db.destroy()
    // Kysely closes only what it has used.
    if (database.isOpen) database.close()
  }

  return Object.freeze({
    ...sqlStore(run, sqliteSql(database)),
    // A file is no place to share work between processes: this one does its own.
    openQueue: async (options) => (await import('../queue/local-queue.ts')).localQueue(options),
    close() {
      closing ??= close()
      return closing
    },
  } satisfies Store)
}

async function openMigrated(path: string): Promise<Opened> {
  const database = openFile(path)
  try {
    database.exec(settings)
    const isDue = needsMigration(path, stateOf(database))
    const db = new Kysely<Tables>({ dialect: sqliteDialect(sqliteDatabase(database)) })
    if (isDue) {
      // Rows that refer to one that is missing come along; from then on they are checked.
      database.exec('pragma foreign_keys = off')
      await migrate(db)
      database.exec('pragma foreign_keys = on')
    }
    return { db, database }
  } catch (error) {
    database.close()
    throw error
  }
}

function stateOf(database: DatabaseSync): SchemaState {
  const number = (query: string) => Number(Object.values(database.prepare(query).get() ?? {})[0])
  return {
    applicationId: number('pragma application_id'),
    version: number('pragma user_version'),
    // The tables in which Kysely counts migrations are made before the first one begins.
    isEmpty: number("select count(*) from sqlite_schema where tbl_name not like 'kysely_migration%'") === 0,
  }
}

const closed = (): ConnformError => new ConnformError('ERR_CLOSED', 'The store is closed.')

function inPlainWords<T>(path: string, operation: () => T): T {
  try {
    return operation()
  } catch (error) {
    throw sqliteFailure(path, error)
  }
}

async function waitInPlainWords<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw sqliteFailure(path, error)
  }
}
