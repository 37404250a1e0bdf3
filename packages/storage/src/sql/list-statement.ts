import type { ConnectionSort } from '@connform/core'
import { type Compilable, type CompiledQuery, type RawBuilder, sql } from 'kysely'
import { type SummaryRow, summaryColumns } from './connection-row.ts'
import type { ListPlan, ListQuery } from './list-plan.ts'
import type { Db } from './run.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { ConnectionRow } from './tables.ts'

/** The column a list is sorted by; each has an index of its own, by tenant and with the id behind it. */
const sortColumns = Object.freeze({
  name: 'name_folded',
  definition: 'definition',
  authType: 'auth_type',
  status: 'status',
  cause: 'cause',
  testedAt: 'tested_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
} as const satisfies Readonly<Record<ConnectionSort, keyof ConnectionRow>>)

export type ListedRow = SummaryRow & { readonly sort_key: string }

/** What came of a plan for few rows: one row without columns where nothing is found, or too much. */
export type FoundRow = { readonly amount: 'few' | 'many' } & (ListedRow | { readonly id: null })

export interface ListParts {
  readonly query: ListQuery
  readonly plan: ListPlan
  /** Rows to fetch. */
  readonly limit: RawBuilder<number>
}

/** The statement that fetches a page of a list by its plan. */
export function listStatement(db: Db, dialect: SqlDialect, parts: ListParts): Compilable<ListedRow | FoundRow> {
  const { query, plan, limit } = parts
  const { by = 'createdAt', descending = false } = query.sort ?? {}
  const column = sortColumns[by]
  const isOrdered = plan.kind === 'any' || plan.kind === 'along order'
  const key = isOrdered ? sql.ref<string>(column) : dialect.unindexed(column)
  const id = isOrdered ? sql.ref<string>('id') : dialect.unindexed('id')
  let select = chosen(db, dialect, parts).select(`connections.${column} as sort_key`)
  const { after } = query
  if (after !== undefined) {
    const isBehind = descending ? sql`<` : sql`>`
    select = select.where(sql<boolean>`(${key}, ${id}) ${isBehind} (${after.key}, ${after.id})`)
  }
  const direction = descending ? 'desc' : 'asc'
  const page = select.orderBy(key, direction).orderBy(id, direction).limit(limit)
  if (plan.kind !== 'perhaps few') return page
  const order = sql.raw(direction)
  // One row at least, so that what is found nowhere is told from what is found too often.
  const found = sql<FoundRow>`
    with found as materialized (${dialect.findFew(query, plan)})
    select page.*, case when found.ids is null then 'many' else 'few' end as amount
    from found left join ${page} as page on true
    order by page.sort_key ${order}, page.id ${order}
  `
  return { compile: (): CompiledQuery<FoundRow> => found.compile(db) }
}

function chosen(db: Db, dialect: SqlDialect, { query, plan }: ListParts) {
  const { tenant, part, kinds, removed = false } = query
  const filters = {
    definition: query.definition,
    status: query.status,
    cause: query.cause,
    oauth_client: query.oauthClient,
  }
  const isIndexed = (column: string) => plan.kind === 'any' || (plan.kind === 'few of column' && plan.column === column)
  const reference = (column: string): RawBuilder<string> =>
    isIndexed(column) ? sql.ref(column) : dialect.unindexed(column)
  let select = db
    .selectFrom('connections')
    .select(summaryColumns)
    .where('tenant', '=', tenant)
    .where('removed_at', removed ? 'is not' : 'is', null)
  for (const [column, value] of Object.entries(filters)) {
    if (value !== undefined) select = select.where(reference(column), '=', value)
  }
  if (kinds !== undefined) {
    select = select.where(({ eb, and, or }) =>
      or(
        kinds.map(({ definition, authType }) =>
          authType === undefined
            ? eb(reference('definition'), '=', definition)
            : and([eb(reference('definition'), '=', definition), eb(reference('auth_type'), '=', authType)]),
        ),
      ),
    )
  }
  if (plan.kind === 'few ids' || plan.kind === 'perhaps few') return select.where(dialect.isAmong(plan))
  // The index of removed connections is by age, and any age is more than the empty text.
  if (plan.kind === 'few removed') select = select.where('created_at', '>', '')
  return part === '' ? select : select.where(dialect.isFoundBy(part))
}
