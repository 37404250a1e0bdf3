import { sql } from 'kysely'
import type { FilterColumn, ListPlan, ListQuery } from '../sql/list-plan.ts'
import type { Db } from '../sql/run.ts'
import type { SqlDialect } from '../sql/sql-dialect.ts'

/**
 * So many rows are fetched and sorted. Where a condition leaves more of them, walking along what a list is sorted by
 * soon finds a page. With a million rows, the two take about as long at this number.
 */
const FEW = 4096
/** So many, and where they lie, tell how many there are in all, give or take an eighth. */
const FEW_TO_GUESS_FROM = 64
/** A shorter part has no trigram. */
const MIN_TRIGRAM_CHARACTERS = 3
/** More are not looked up: a match is compared as a whole afterwards. */
const MAX_TRIGRAMS = 32

/**
 * SQLite guesses that any condition leaves ten rows, or none, so it would rather sort a million active connections than
 * walk along them: what to do is counted here instead.
 */
export async function planList(db: Db, query: ListQuery): Promise<ListPlan> {
  const { part } = query
  if ([...part].length < MIN_TRIGRAM_CHARACTERS) return planByFilters(db, query)
  return {
    ...{ kind: 'perhaps few', pattern: trigramQuery(part), atMost: FEW_TO_GUESS_FROM },
    otherwise: async (db) => planByFilters(db, query),
  }
}

/** See {@link SqlDialect.findFew}. */
export const findFew: SqlDialect['findFew'] = ({ tenant, part }, { pattern, atMost }) => sql`
  select case when count(*) <= ${atMost} then json_group_array(id) end as ids
  from (${matches({ tenant, part, pattern })} limit ${sql.lit(atMost + 1)})
`

async function planByFilters(db: Db, query: ListQuery): Promise<ListPlan> {
  const { tenant, definition, status, cause, oauthClient, removed = false, part, sort } = query
  const filters: readonly (readonly [FilterColumn, string | undefined])[] = [
    ['oauth_client', oauthClient],
    ['cause', cause],
    ['status', status],
    ['definition', definition],
  ]
  for (const [column, value] of filters) {
    if (value === undefined || (removed && column !== 'oauth_client')) continue
    if (await isFew(db, { tenant, column, value })) return { kind: 'few of column', column }
  }
  if ([...part].length >= MIN_TRIGRAM_CHARACTERS) {
    const ids = await findIds(db, tenant, part)
    if (ids !== null) return { kind: 'few ids', ids }
  }
  return removed && (sort?.by ?? 'createdAt') !== 'createdAt' ? { kind: 'few removed' } : { kind: 'along order' }
}

async function isFew(
  db: Db,
  { tenant, column, value }: { readonly tenant: string; readonly column: FilterColumn; readonly value: string },
): Promise<boolean> {
  const present = column === 'oauth_client' ? sql`` : sql`and removed_at is null`
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from connections where tenant = ${tenant} and ${sql.ref(column)} = ${value} ${present} limit ${sql.lit(FEW + 1)}
    )
  `.execute(db)
  return rows[0] !== undefined && rows[0].count <= FEW
}

/**
 * The ids of the tenant's connections whose search text contains `part`, by the index of trigrams; null where they are
 * not few. So many are never fetched where a few of them, from both ends of the table, say that there are many.
 */
async function findIds(db: Db, tenant: string, part: string): Promise<string | null> {
  const found = matches({ tenant, part, pattern: trigramQuery(part) })
  const spanFrom = (direction: 'asc' | 'desc') => sql`
    select max(row) - min(row) + 1 from (${found} order by connection_search_index.rowid ${sql.raw(direction)} limit ${sql.lit(FEW_TO_GUESS_FROM)})
  `
  const { rows } = await sql<{ guessed: number }>`
    select ${FEW_TO_GUESS_FROM} * ((select max(row) from connection_search) - (select min(row) from connection_search) + 1)
      / max((${spanFrom('asc')}), (${spanFrom('desc')})) as guessed
  `.execute(db)
  if ((rows[0]?.guessed ?? 0) > FEW) return null
  const { rows: all } = await sql<{ ids: string | null }>`
    select case when count(*) <= ${FEW} then json_group_array(id) end as ids from (${found} limit ${sql.lit(FEW + 1)})
  `.execute(db)
  return all[0]?.ids ?? null
}

interface Search {
  readonly tenant: string
  readonly part: string
  readonly pattern: string
}

/** The join goes from the index to the rows, whatever SQLite thinks of it: that is what `cross` means to it. */
const matches = ({ tenant, part, pattern }: Search) => sql`
  select search.id, search.row from connection_search_index
  cross join connection_search as search on search.row = connection_search_index.rowid
  where connection_search_index match ${pattern} and search.tenant = ${tenant} and instr(search.text, ${part}) > 0
`

/** Each trigram as a string of the query language. https://www.sqlite.org/fts5.html#full_text_query_syntax */
function trigramQuery(part: string): string {
  const characters = [...part]
  const trigrams = new Set(characters.slice(2).map((_, index) => characters.slice(index, index + 3).join('')))
  return [...trigrams]
    .slice(0, MAX_TRIGRAMS)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ')
}
