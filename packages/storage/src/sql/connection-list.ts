import type { Cause, ConnectionStatus, ConnectionStore } from '@connform/core'
import { sql } from 'kysely'
import { broadSearches } from './broad-searches.ts'
import { checkLimit } from './check-limit.ts'
import { compiledByShape } from './compiled-by-shape.ts'
import { fromSummaryRow } from './connection-row.ts'
import type { ListPlan, ListQuery } from './list-plan.ts'
import { type FoundRow, type ListedRow, type ListParts, listStatement } from './list-statement.ts'
import type { Db, Run } from './run.ts'
import { foldText } from './search-text.ts'
import type { SqlDialect } from './sql-dialect.ts'

/** Lists of connections, page by page. */
export function sqlConnectionList(run: Run, dialect: SqlDialect): Pick<ConnectionStore, 'list'> {
  const broad = broadSearches()
  const compiled = compiledByShape<ReturnType<typeof valuesOf>, ListedRow | FoundRow>()

  async function rowsOf(db: Db, query: ListQuery, plan: ListPlan): Promise<readonly (ListedRow | FoundRow)[]> {
    // A list of things to look for is of more shapes than are worth keeping.
    if (query.kinds !== undefined) {
      const parts = { query, plan, limit: sql<number>`${query.limit + 1}` }
      return (await db.executeQuery(listStatement(db, dialect, parts).compile())).rows
    }
    const values = valuesOf(query, plan)
    return compiled(db, shapeOf(query, plan, values), {
      values,
      build: () => listStatement(db, dialect, named(query, plan)),
    })
  }

  /** By the plan, or, where that finds more than it is for, by the one that comes after it. */
  async function fetched(db: Db, query: ListQuery, plan: ListPlan): Promise<readonly ListedRow[]> {
    const rows = await rowsOf(db, query, plan)
    if (plan.kind !== 'perhaps few' || !rows.some(isOneOfMany)) return rows.filter(isListed)
    const next = await plan.otherwise(db)
    broad.keep(query, next)
    return fetched(db, query, next)
  }

  return Object.freeze({
    async list(tenant, { search = '', ...rest }) {
      checkLimit(rest.limit)
      // Neither database stores such a text, nor can it be asked for one in every place.
      if (search.includes('\u0000')) return Object.freeze({ connections: Object.freeze([]) })
      const query: ListQuery = { ...rest, tenant, part: foldText(search) }
      return run.read(tenant, async (db) => {
        const known = broad.find(query)
        const plan = known ?? (await dialect.planList(db, query))
        if (known === undefined && plan.kind !== 'perhaps few') broad.keep(query, plan)
        const rows = await fetched(db, query, plan)
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

const isOneOfMany = (row: ListedRow | FoundRow): boolean => 'amount' in row && row.amount === 'many'

const isListed = (row: ListedRow | FoundRow): row is ListedRow => row.id !== null

/** What changes from one query to another of the same shape. */
function valuesOf({ tenant, part, definition, status, cause, oauthClient, after, limit }: ListQuery, plan: ListPlan) {
  return {
    tenant,
    limit: limit + 1,
    ...(part === '' ? {} : { part }),
    ...(definition === undefined ? {} : { definition }),
    ...(status === undefined ? {} : { status }),
    ...(cause === undefined ? {} : { cause }),
    ...(oauthClient === undefined ? {} : { oauthClient }),
    ...(after === undefined ? {} : { afterKey: after.key, afterId: after.id }),
    ...(plan.kind === 'few ids' ? { ids: plan.ids } : {}),
    ...(plan.kind === 'perhaps few' ? { pattern: plan.pattern } : {}),
  }
}

/** All that the text of the statement depends on. */
function shapeOf({ sort, removed }: ListQuery, plan: ListPlan, values: object): string {
  const { kind, column, atMost } = { column: '', atMost: 0, ...plan }
  return JSON.stringify([kind, column, atMost, sort?.by, sort?.descending, removed, Object.keys(values)])
}

/** With the names of the values in their place. */
function named(query: ListQuery, plan: ListPlan): ListParts {
  const { part, definition, status, cause, oauthClient, after } = query
  return {
    query: {
      ...query,
      tenant: 'tenant',
      part: part === '' ? '' : 'part',
      ...(definition === undefined ? {} : { definition: 'definition' }),
      ...(status === undefined ? {} : { status: 'status' as ConnectionStatus }),
      ...(cause === undefined ? {} : { cause: 'cause' as Cause }),
      ...(oauthClient === undefined ? {} : { oauthClient: 'oauthClient' }),
      ...(after === undefined ? {} : { after: { key: 'afterKey', id: 'afterId' } }),
    },
    plan: {
      ...plan,
      ...(plan.kind === 'few ids' ? { ids: 'ids' } : {}),
      ...(plan.kind === 'perhaps few' ? { pattern: 'pattern' } : {}),
    },
    limit: sql<number>`${'limit'}`,
  }
}
