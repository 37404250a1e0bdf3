import type { SealedReplacement, SealedSlot } from '@connform/core'
import type { Expression, RawBuilder, SelectQueryBuilder } from 'kysely'
import type { Db } from './run.ts'
import type { Tables } from './tables.ts'

/** Where the databases differ. */
export interface SqlDialect {
  /** Keeps the chosen rows as they are until the transaction ends, where the transaction itself does not do so. */
  lock<DB, TB extends keyof DB, O>(select: SelectQueryBuilder<DB, TB, O>): SelectQueryBuilder<DB, TB, O>
  /** `value = any of texts`, the texts being one parameter. */
  isOneOf(value: Expression<string>, texts: readonly string[]): RawBuilder<boolean>
  /** Whether `part` occurs in `text`, no character being a wildcard. */
  contains(text: Expression<string>, part: string): RawBuilder<boolean>
  /**
   * Ids of the tenant's connections whose search text contains `part`, by an index of its trigrams; at most `limit`, in
   * no order. The part has at least three characters.
   */
  findBySearchText(db: Db, tenant: string, part: string, limit: number): Promise<readonly string[]>
  /** {@link SealedStore.replace} for the rows of one slot. */
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
