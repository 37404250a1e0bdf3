import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { ConnformError } from '@connform/core'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements kept prepared. The store has a few dozen of its own; only searches add to them. */
const MAX_STATEMENTS = 128

/**
 * `node:sqlite` in the shape that Kysely's own SQLite dialect drives, with prepared statements kept by their text.
 * https://nodejs.org/api/sqlite.html
 */
export function sqliteDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return Object.freeze({
    prepare(text: string) {
      const kept = statements.get(text)
      if (kept !== undefined) return kept
      const statement = sqliteStatement(database.prepare(text))
      if (statements.size >= MAX_STATEMENTS) statements.clear()
      statements.set(text, statement)
      return statement
    },
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

function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((parameter) => {
    const type = typeof parameter
    if (parameter === null || type === 'string' || type === 'number' || type === 'bigint')
      return parameter as SQLInputValue
    throw new TypeError(`SQLite takes no ${type} as a parameter here.`)
  })
}
