import { sql } from 'kysely'
import type { ListPlan, ListQuery } from '../sql/list-plan.ts'
import type { Db } from '../sql/run.ts'
import { SEARCH_VIEW } from './names.ts'

/** So many rows are fetched and sorted; where there are more, walking along what a list is sorted by soon finds a page. */
const FEW = 4096
/** A shorter part has no trigram, so the index knows nothing of it. */
const MIN_TRIGRAM_CHARACTERS = 3

/**
 * PostgreSQL knows from samples how many rows a condition leaves, and what to do about it, but for searches: beside the
 * rules that keep tenants apart it makes no use of their index. So they are looked up by themselves.
 */
export async function planList(db: Db, { part }: ListQuery): Promise<ListPlan> {
  if ([...part].length < MIN_TRIGRAM_CHARACTERS) return { kind: 'any' }
  const found = sql`select id from ${sql.table(SEARCH_VIEW)} where text like ${`%${escaped(part)}%`}`
  const { rows: plans } = await sql<{ 'QUERY PLAN': string }>`explain (format json) ${found}`.execute(db)
  if (rowsOf(plans[0]?.['QUERY PLAN'] ?? '') > FEW) return { kind: 'any' }
  return {
    kind: 'perhaps few',
    found: sql`
      select case when count(*) <= ${FEW} then coalesce(array_agg(id), '{}') end as ids
      from (${found} limit ${FEW + 1}) as few
    `,
  }
}

/** How many rows PostgreSQL expects; none where it does not say, so that it is tried. */
function rowsOf(plan: string): number {
  return Number(/"Plan Rows": (\d+)/.exec(plan)?.[1] ?? 0)
}

function escaped(part: string): string {
  return part.replaceAll(/[\\%_]/g, '\\$&')
}
