import type { ConnectionQuery } from '@connform/core'
import type { Db } from './run.ts'

/** A query, as its database is asked for it. */
export interface ListQuery extends Omit<ConnectionQuery, 'search'> {
  readonly tenant: string
  /** What the search text contains; empty where anything will do. */
  readonly part: string
}

/** The columns of filters with an index each. */
export type FilterColumn = 'definition' | 'status' | 'cause' | 'oauth_client'

/**
 * How to come by a page of a list: along what it is sorted by, or by taking the few rows that a condition leaves and
 * sorting them. `any` leaves it to the database.
 */
export type ListPlan =
  | { readonly kind: 'any' }
  | { readonly kind: 'along order' }
  | { readonly kind: 'few of column'; readonly column: FilterColumn }
  | { readonly kind: 'few removed' }
  /** JSON, an array. */
  | { readonly kind: 'few ids'; readonly ids: string }
  | PerhapsFew

/**
 * Those that a search finds, looked for together with the page, if they are at most so many. They are all fetched and
 * sorted then.
 */
export interface PerhapsFew {
  readonly kind: 'perhaps few'
  /** The search, as the index is asked for it. */
  readonly pattern: string
  readonly atMost: number
  /** What to do where they are more. */
  otherwise(db: Db): Promise<ListPlan>
}
