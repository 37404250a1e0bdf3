import type { Cause, ConnectionSort, ConnectionStatus, ConnectionStore } from '@connform/core'
import { type OperationNode, type RawBuilder, sql } from 'kysely'
import { broadSearches } from './broad-searches.ts'
import { checkLimit } from './check-limit.ts'
import { compiledByShape } from './compiled-by-shape.ts'
import { fromSummaryRow, type SummaryRow, summaryColumns } from './connection-row.ts'
import type { ListPlan, ListQuery } from './list-plan.ts'
import type { Db, Run } from './run.ts'
import { foldText } from './search-text.ts'
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

/** Lists of connections, page by page. */
export function sqlConnectionList(run: Run, dialect: SqlDialect): Pick<ConnectionStore, 'list'> {
  const broad = broadSearches()
  const compiled = compiledByShape<ReturnType<typeof valuesOf>, ListedRow>()
  return Object.freeze({
    async list(tenant, { search = '', ...rest }) {
      checkLimit(rest.limit)
      // Neither database stores such a text, nor can it be asked for one in every place.
      if (search.includes('\u0000')) return Object.freeze({ connections: Object.freeze([]) })
      const query: ListQuery = { ...rest, tenant, part: foldText(search) }
      const { by = 'createdAt', descending = false } = query.sort ?? {}
      const column = sortColumns[by]
      return run.read(tenant, async (db) => {
        const plan = broad.find(query) ?? (await dialect.planList(db, query))
        broad.keep(query, plan)
        const direction = descending ? 'desc' : 'asc'
        const build = (plan: ListPlan, asked: ListQuery, limit: RawBuilder<number>) => {
          const isOrdered = plan.kind === 'any' || plan.kind === 'along order'
          const key = isOrdered ? sql.ref<string>(column) : dialect.unindexed(column)
          const id = isOrdered ? sql.ref<string>('id') : dialect.unindexed('id')
          let select = chosen(db, dialect, { query: asked, plan }).select(`connections.${column} as sort_key`)
          const { after } = asked
          if (after !== undefined) {
            const isBehind = descending ? sql`<` : sql`>`
            select = select.where(sql<boolean>`(${key}, ${id}) ${isBehind} (${after.key}, ${after.id})`)
          }
          return select.orderBy(key, direction).orderBy(id, direction).limit(limit)
        }
        const values = valuesOf(query)
        // What looks for a text, or has a list of things to look for, is of more shapes than are worth keeping.
        const rows =
          query.part !== '' || query.kinds !== undefined
            ? await searched(db, plan, {
                direction,
                build: (by) => build(by, query, sql`${query.limit + 1}`),
                onMany: (instead) => broad.keep(query, instead),
              })
            : await compiled(db, JSON.stringify([plan, column, descending, query.removed, Object.keys(values)]), {
                values,
                build: () => build(plan, named(query), sql`${'limit'}`),
              })
        const page = rows.slice(0, query.limit)
        const last = rows.length > query.limit ? page.at(-1) : undefined
        return Object.freeze({
          connections: Object.freeze(page.map(fromSummaryRow)),
          ...(last && { next: Object.freeze({ key: last.sort_key, id: last.id }) }),
        })
      })
    },
  } satisfies Pick<ConnectionStore, 'list'>)
}

/** A list that looks for something. */
async function searched(
  db: Db,
  plan: ListPlan,
  { direction, build, onMany }: Searching,
): Promise<readonly ListedRow[]> {
  if (plan.kind !== 'perhaps few') return build(plan).execute()
  const order = sql.raw(direction)
  // One row at least, so that what is found nowhere is told from what is found too often.
  const { rows } = await sql<FoundRow>`
    with found as materialized (${plan.found})
    select page.*, case when found.ids is null then 'many' else 'few' end as amount
    from found left join ${build(plan)} as page on true
    order by page.sort_key ${order}, page.id ${order}
  `.execute(db)
  if (rows.some(({ amount }) => amount === 'many')) {
    const instead: ListPlan = { kind: 'any' }
    onMany(instead)
    return build(instead).execute()
  }
  return rows.filter(isListed)
}

interface Searching {
  readonly direction: 'asc' | 'desc'
  readonly build: (plan: ListPlan) => Listed
  /** Told how it was listed where it was expected to find little, and finds much. */
  readonly onMany: (plan: ListPlan) => void
}

interface Listed {
  execute(): Promise<ListedRow[]>
  toOperationNode(): OperationNode
}

/** The columns of a list are null where nothing is found. */
type FoundRow = { readonly amount: 'few' | 'many' } & (ListedRow | { readonly id: null })

const isListed = (row: FoundRow): row is FoundRow & ListedRow => row.id !== null

type ListedRow = SummaryRow & { readonly sort_key: string }

/** What changes from one query to another of the same shape. */
function valuesOf({ tenant, definition, status, cause, oauthClient, after, limit }: ListQuery) {
  return {
    tenant,
    limit: limit + 1,
    ...(definition === undefined ? {} : { definition }),
    ...(status === undefined ? {} : { status }),
    ...(cause === undefined ? {} : { cause }),
    ...(oauthClient === undefined ? {} : { oauthClient }),
    ...(after === undefined ? {} : { afterKey: after.key, afterId: after.id }),
  }
}

/** The query with the names of its values in their place. */
function named(query: ListQuery): ListQuery {
  const { definition, status, cause, oauthClient, after } = query
  return {
    ...query,
    tenant: 'tenant',
    ...(definition === undefined ? {} : { definition: 'definition' }),
    ...(status === undefined ? {} : { status: 'status' as ConnectionStatus }),
    ...(cause === undefined ? {} : { cause: 'cause' as Cause }),
    ...(oauthClient === undefined ? {} : { oauthClient: 'oauthClient' }),
    ...(after === undefined ? {} : { after: { key: 'afterKey', id: 'afterId' } }),
  }
}

function chosen(db: Db, dialect: SqlDialect, { query, plan }: { readonly query: ListQuery; readonly plan: ListPlan }) {
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
