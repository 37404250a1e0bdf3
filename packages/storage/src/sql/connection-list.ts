import type { ConnectionQuery, ConnectionSort, ConnectionStore } from '@connform/core'
import { checkLimit } from './check-limit.ts'
import { fromSummaryRow } from './connection-row.ts'
import { type Found, findConnections } from './find-connections.ts'
import type { Db, Run } from './run.ts'
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

/** Lists of connections, page by page along the index of what they are sorted by. */
export function sqlConnectionList(run: Run, dialect: SqlDialect): Pick<ConnectionStore, 'list'> {
  return Object.freeze({
    async list(tenant, query) {
      checkLimit(query.limit)
      const found = await findConnections(run, dialect, { tenant, search: query.search ?? '' })
      return run.read(tenant, async (db) => {
        const { by = 'createdAt', descending = false } = query.sort ?? {}
        const column = sortColumns[by]
        let select = chosen(db, dialect, { tenant, query, found })
        const { after } = query
        if (after !== undefined) {
          select = select.where(({ eb, refTuple, tuple }) =>
            eb(refTuple(column, 'id'), descending ? '<' : '>', tuple(after.key, after.id)),
          )
        }
        const direction = descending ? 'desc' : 'asc'
        const rows = await select
          .orderBy(column, direction)
          .orderBy('id', direction)
          .limit(query.limit + 1)
          .execute()
        const page = rows.slice(0, query.limit)
        const last = rows.length > query.limit ? page.at(-1) : undefined
        return Object.freeze({
          connections: Object.freeze(page.map(fromSummaryRow)),
          ...(last && { next: Object.freeze({ key: last[column], id: last.id }) }),
        })
      })
    },
  } satisfies Pick<ConnectionStore, 'list'>)
}

interface Choice {
  readonly tenant: string
  readonly query: ConnectionQuery
  readonly found: Found
}

function chosen(db: Db, dialect: SqlDialect, { tenant, query, found }: Choice) {
  const { definition, status, cause, kinds, oauthClient, removed = false } = query
  let select = db
    .selectFrom('connections')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('removed_at', removed ? 'is not' : 'is', null)
  if (definition !== undefined) select = select.where('definition', '=', definition)
  if (status !== undefined) select = select.where('status', '=', status)
  if (cause !== undefined) select = select.where('cause', '=', cause)
  if (oauthClient !== undefined) select = select.where('oauth_client', '=', oauthClient)
  if (kinds !== undefined) {
    select = select.where(({ eb, and, or }) =>
      or(
        kinds.map((kind) =>
          kind.authType === undefined
            ? eb('definition', '=', kind.definition)
            : and([eb('definition', '=', kind.definition), eb('auth_type', '=', kind.authType)]),
        ),
      ),
    )
  }
  if ('ids' in found) select = select.where(({ ref }) => dialect.isOneOf(ref('id'), found.ids))
  if ('part' in found) {
    select = select.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('connection_search as search')
          .select('search.id')
          .whereRef('search.tenant', '=', 'connections.tenant')
          .whereRef('search.id', '=', 'connections.id')
          .where(({ ref }) => dialect.contains(ref('search.text'), found.part)),
      ),
    )
  }
  return select
}
