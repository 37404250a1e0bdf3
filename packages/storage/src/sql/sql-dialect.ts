import type { SealedReplacement, SealedSlot } from '@connform/core'
import type { RawBuilder, SelectQueryBuilder } from 'kysely'
import type { ListPlan, ListQuery, PerhapsFew } from './list-plan.ts'
import type { Db } from './run.ts'
import type { Tables } from './tables.ts'

/** Where the databases differ. */
export interface SqlDialect {
  /** Keeps the chosen rows as they are until the transaction ends, where the transaction itself does not do so. */
  lock<DB, TB extends keyof DB, O>(select: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>
  /** Lets the rest of the transaction take longer than statements otherwise may. */
  takeTime(db: Db): Promise<void>
  /** For a list of connections. */
  planList(db: Db, query: ListQuery): Promise<ListPlan>
  /** A column of the connections by which the database is not to look rows up, nor to walk along. */
  unindexed(column: string): RawBuilder<string>
  /** For a list of connections: whether the id of one is among these, or those in `found.ids`. */
  isAmong(plan: Extract<ListPlan, { readonly kind: 'few ids' }> | PerhapsFew): RawBuilder<boolean>
  /**
   * For a list of connections: a query of one row, whose column `ids` has an array of those that a search finds, or null
   * where they are more than the plan is for.
   */
  findFew(query: Pick<ListQuery, 'tenant' | 'part'>, plan: PerhapsFew): RawBuilder<unknown>
  /** For a list of connections: whether the search text of one contains `part`, no character being a wildcard. */
  isFoundBy(part: string): RawBuilder<boolean>
  /** Replaces sealed texts of one tenant where they are as expected; answers how many. */
  replaceSealed(db: Db, table: SealedTable, replacements: readonly SealedReplacement[]): Promise<number>
}

/** Where the sealed texts of a slot lie. */
export interface SealedTable {
  readonly slot: SealedSlot
  readonly name: 'connection_secrets' | 'grants' | 'oauth_clients'
  /** The column with the id of the owner. */
  readonly owner: 'connection' | 'id'
}

export type TableName = keyof Tables
