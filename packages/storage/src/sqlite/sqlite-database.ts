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
  const statements = preparedOnce((text) => sqliteStatement(database.prepare(text)))
  return Object.freeze({
    prepare: statements.get,
    close() {
      statements.clear()
      database.close()
    },
  })
}

/** What is made of the text of a statement, kept by it. */
export function preparedOnce<T>(prepare: (text: string) => T): { get(text: string): T; clear(): void } {
  const kept = new Map<string, T>()
  return Object.freeze({
    get(text: string) {
      const known = kept.get(text)
      if (known !== undefined) return known
      const made = prepare(text)
      if (kept.size >= MAX_STATEMENTS) kept.clear()
      kept.set(text, made)
      return made
    },
    clear: () => kept.clear(),
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

export function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((parameter) => {
    const type = typeof parameter
    if (parameter === null || type === 'string' || type === 'number' || type === 'bigint')
      return parameter as SQLInputValue
    throw new TypeError(`SQLite takes no ${type} as a parameter here.`)
  })
}
