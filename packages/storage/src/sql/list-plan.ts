import type { ConnectionQuery } from '@connform/core'
import type { RawBuilder } from 'kysely'

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
  /**
   * A query of one row, whose column `ids` has an array, or null where they are not few after all. It is asked together
   * with the list, which is then left to the database.
   */
  | { readonly kind: 'perhaps few'; readonly found: RawBuilder<unknown> }
