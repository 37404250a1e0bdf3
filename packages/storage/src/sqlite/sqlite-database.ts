import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { ConnformError } from '@connform/core'
import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { inputs } from './inputs.ts'
import { preparedOnce } from './prepared-once.ts'

/**
 * `node:sqlite` in the shape that Kysely's own SQLite dialect drives, with prepared statements kept by their text.
 * https://nodejs.org/api/sqlite.html
 */
export function sqliteDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = preparedOnce((text) => sqliteStatement(database.prepare(text)))
  return Object.freeze({
    prepare: statements.get,
    close() {
      statements.clear()
      database.close()
    },
  })
}

function sqliteStatement(statement: StatementSync): SqliteStatement {
  return Object.freeze({
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...inputs(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...inputs(whole(parameters))),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...inputs(parameters)),
  })
}

/** Node 22 reads a text only up to U+0000, and PostgreSQL takes none with it: what would be cut is not written. */
function whole(parameters: readonly unknown[]): readonly unknown[] {
  if (parameters.some((parameter) => typeof parameter === 'string' && parameter.includes('\u0000'))) {
    throw new ConnformError('ERR_STORE', 'A text with the character U+0000 cannot be stored.')
  }
  return parameters
}
