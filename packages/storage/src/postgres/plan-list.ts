import { sql } from 'kysely'
import type { ListPlan, ListQuery } from '../sql/list-plan.ts'
import type { Db } from '../sql/run.ts'
import type { SqlDialect } from '../sql/sql-dialect.ts'
import { SEARCH_VIEW } from './names.ts'

/** So many are fetched and sorted sooner than it takes to ask first whether they are few. */
const FEW_AT_ONCE = 256
/** So many rows are fetched and sorted; where there are more, walking along what a list is sorted by soon finds a page. */
const FEW = 4096
/** A shorter part has no trigram, so the index knows nothing of it. */
const MIN_TRIGRAM_CHARACTERS = 3

/**
 * PostgreSQL knows from samples how many rows a condition leaves, and what to do about it, but for searches: beside the
 * rules that keep tenants apart it makes no use of their index. So they are looked up by themselves.
 */
export async function planList(_: Db, { part }: ListQuery): Promise<ListPlan> {
  if ([...part].length < MIN_TRIGRAM_CHARACTERS) return { kind: 'any' }
  const kind = 'perhaps few'
  const pattern = `%${escaped(part)}%`
  const any: ListPlan = { kind: 'any' }
  return {
    ...{ kind, pattern, atMost: FEW_AT_ONCE },
    otherwise: async (db) => {
      if ((await rowsExpected(db, pattern)) > FEW) return any
      return { kind, pattern, atMost: FEW, otherwise: async () => any }
    },
  }
}

/** See {@link SqlDialect.findFew}. */
export const findFew: SqlDialect['findFew'] = (_, { pattern, atMost }) => sql`
  select case when count(*) <= ${atMost} then coalesce(array_agg(id), '{}') end as ids
  from (${idsLike(pattern)} limit ${atMost + 1}) as few
`

const idsLike = (pattern: string) => sql`select id from ${sql.table(SEARCH_VIEW)} where text like ${pattern}`

/** How many rows PostgreSQL expects; none where it does not say, so that it is tried. */
async function rowsExpected(db: Db, pattern: string): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (format json) ${idsLike(pattern)}`.execute(db)
  return Number(/"Plan Rows": (\d+)/.exec(rows[0]?.['QUERY PLAN'] ?? '')?.[1] ?? 0)
}

function escaped(part: string): string {
  return part.replaceAll(/[\\%_]/g, '\\$&')
}
