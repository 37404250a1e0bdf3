import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { ConnformError, type Store } from '@connform/core'
import { Kysely } from 'kysely'
import { sqliteAuthorizations } from './authorizations.ts'
import { sqliteConnections } from './connections.ts'
import { sqliteDataKeys } from './data-keys.ts'
import { migrate, needsMigration, type SchemaState } from './migrate.ts'
import { sqliteOAuthClients } from './oauth-clients.ts'
import { openFile } from './open-file.ts'
import type { Run } from './run.ts'
import { sqliteDatabase } from './sqlite-database.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { sqliteFailure } from './sqlite-failure.ts'
import type { Tables } from './tables.ts'
import { takeTurns } from './take-turns.ts'

// Write-ahead log: readers and the one writer do not wait for each other. Full synchronisation: what was acknowledged
// is still there after a power failure, at the price of one flush per write. A renewed OAuth token exists nowhere else,
// and its predecessor is void; losing it would cost a person a new authorisation.
const settings = `
  pragma journal_mode = wal;
  pragma synchronous = full;
`

interface Opened {
  readonly db: Kysely<Tables>
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
  const { db, database } = await inPlainWords(path, () => takeTurns(() => openMigrated(path)))
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined

  const run: Run = async (operation) => {
    if (closing !== undefined) throw new ConnformError('ERR_CLOSED', 'The store is closed.')
    const answer = inPlainWords(path, () => takeTurns(() => operation(db)))
    underWay.add(answer)
    try {
      return await answer
    } finally {
      underWay.delete(answer)
    }
  }

  async function close(): Promise<void> {
    await Promise.allSettled(underWay)
    await db.destroy()
    // Kysely closes only what it has used.
    if (database.isOpen) database.close()
  }

  return Object.freeze({
    connections: sqliteConnections(run),
    oauthClients: sqliteOAuthClients(run),
    authorizations: sqliteAuthorizations(run),
    dataKeys: sqliteDataKeys(run),
    close() {
      closing ??= close()
      return closing
    },
  })
}

async function openMigrated(path: string): Promise<Opened> {
  const database = openFile(path)
  try {
    database.exec(settings)
    const isDue = needsMigration(path, stateOf(database))
    const db = new Kysely<Tables>({ dialect: sqliteDialect(sqliteDatabase(database)) })
    if (isDue) await migrate(db)
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

async function inPlainWords<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    throw sqliteFailure(path, error)
  }
}
