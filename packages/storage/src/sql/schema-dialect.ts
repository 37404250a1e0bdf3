import type { Kysely, RawBuilder } from 'kysely'
import type { TableName } from './sql-dialect.ts'

/** Where the databases differ in making tables. */
export interface SchemaDialect {
  /** Text that is compared byte by byte. */
  readonly text: RawBuilder<unknown>
  /** A whole number up to 2^53. */
  readonly count: RawBuilder<unknown>
  /** What stands behind the columns. */
  readonly endOfTable: RawBuilder<unknown>
  /** Tables that get a column `row`, a number for each row, because an index of the database refers to it. */
  readonly numbered: readonly TableName[]
  /** Puts the tables of older releases out of the way. */
  setAside(db: Kysely<unknown>): Promise<void>
  /** Moves their rows into the new ones. */
  takeOver(db: Kysely<unknown>): Promise<void>
  /** Has the database itself keep the tenants in these tables apart, where it can. */
  keepApart(db: Kysely<unknown>, tables: readonly TableName[]): Promise<void>
  /** Adds what only this database has: its index of search texts, and the rules that it enforces itself. */
  complete(db: Kysely<unknown>): Promise<void>
}
