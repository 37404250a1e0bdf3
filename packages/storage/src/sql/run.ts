import type { Kysely } from 'kysely'
import type { Statement, Values } from './statement.ts'
import type { Tables } from './tables.ts'

/** An open database, as one operation sees it. */
export type Db = Kysely<Tables>

/**
 * Runs single operations on a database; failures come out as `ConnformError`s. An operation is for one tenant, or for
 * none in particular (null): a database that can keep tenants apart by itself shows it nothing of another one.
 */
export interface Run {
  read<T>(tenant: string | null, operation: (db: Db) => Promise<T>): Promise<T>
  /** What one statement reads: the shortest way to a row. */
  rows<V extends Values, Row>(tenant: string | null, statement: Statement<V, Row>, values: V): Promise<readonly Row[]>
  /** In one transaction: all of it is there afterwards, or nothing. May run more than once, until it is through. */
  write<T>(tenant: string | null, operation: (db: Db) => Promise<T>): Promise<T>
}
