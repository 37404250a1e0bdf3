import type { SealedQuery, SealedRow, SealedStore } from '@connform/core'
import { type NotNull, sql } from 'kysely'
import { checkLimit } from './check-limit.ts'
import type { Db, Run } from './run.ts'
import type { SealedTable, SqlDialect } from './sql-dialect.ts'

const MAX_ROWS = 10_000

/** By slot. */
const tables: readonly SealedTable[] = Object.freeze([
  { slot: 'credentials', name: 'connection_secrets', owner: 'connection' },
  { slot: 'grant', name: 'grants', owner: 'connection' },
  { slot: 'oauth-client', name: 'oauth_clients', owner: 'id' },
] as const)

export function sqlSealed(run: Run, dialect: SqlDialect): SealedStore {
  return Object.freeze({
    async list(tenant, query) {
      checkLimit(query.limit, MAX_ROWS)
      return run.read(tenant, async (db) => {
        const { after } = query
        const rows: SealedRow[] = []
        for (const table of tables) {
          if (after !== undefined && table.slot < after.slot) continue
          if (rows.length === query.limit) break
          const from = after?.slot === table.slot ? after.connection : undefined
          const limit = query.limit - rows.length
          rows.push(...(await listTable(db, table, { ...query, tenant, from, limit })))
        }
        return rows
      })
    },

    replace: (tenant, replacements) =>
      run.write(tenant, async (db) => {
        let replaced = 0
        for (const table of tables) {
          // A place names its tenant itself; that of another one is none of this one's.
          const own = replacements.filter(({ place }) => place.slot === table.slot && place.tenant === tenant)
          if (own.length > 0) replaced += await dialect.replaceSealed(db, table, own)
        }
        return replaced
      }),

    count: (tenant, keyId) =>
      run.read(tenant, async (db) => {
        let count = 0
        for (const { name } of tables) {
          const row = await db
            .selectFrom(name)
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .where('tenant', '=', tenant)
            .where('key_id', '=', keyId)
            .executeTakeFirstOrThrow()
          count += row.count
        }
        return count
      }),
  } satisfies SealedStore)
}

interface TableQuery extends Pick<SealedQuery, 'keyId' | 'range' | 'limit'> {
  readonly tenant: string
  /** Only owners after this one. */
  readonly from: string | undefined
}

async function listTable(db: Db, { slot, name, owner }: SealedTable, query: TableQuery): Promise<SealedRow[]> {
  const { tenant, keyId, range, limit, from } = query
  const column = sql.ref<string>(owner)
  let select = db
    .selectFrom(name)
    .select([column.as('connection'), 'sealed'])
    .where('tenant', '=', tenant)
    .where('key_id', '=', keyId)
  if (from !== undefined) select = select.where(column, '>', from)
  if (range?.from !== undefined) select = select.where(column, '>=', range.from)
  if (range?.to !== undefined) select = select.where(column, '<', range.to)
  const rows = await select.orderBy(column).limit(limit).$narrowType<{ sealed: NotNull }>().execute()
  return rows.map(({ connection, sealed }) =>
    Object.freeze({ place: Object.freeze({ tenant, connection, slot }), sealed, keyId }),
  )
}
