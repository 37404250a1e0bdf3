import { sql } from 'kysely'
import type { FilterColumn, ListPlan, ListQuery } from '../sql/list-plan.ts'
import type { Db } from '../sql/run.ts'

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
    const ids = await findFew(db, tenant, part)
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
      select 1 from connections where tenant = ${tenant} and ${sql.ref(column)} = ${value} ${present} limit ${FEW + 1}
    )
  `.execute(db)
  return rows[0] !== undefined && rows[0].count <= FEW
}

/**
 * The ids of the tenant's connections whose search text contains `part`, by the index of trigrams; null where they are
 * not few. So many are never fetched where a few of them, from both ends of the table, say that there are many.
 */
async function findFew(db: Db, tenant: string, part: string): Promise<string | null> {
  const oldest = await findIds(db, { tenant, part, limit: FEW_TO_GUESS_FROM, direction: 'asc' })
  if (oldest.ids !== null) return oldest.ids
  const newest = await findIds(db, { tenant, part, limit: FEW_TO_GUESS_FROM, direction: 'desc' })
  const { rows } = await sql<{ rows: number }>`
    select (select max(row) from connection_search) - (select min(row) from connection_search) + 1 as rows
  `.execute(db)
  const guessed = (FEW_TO_GUESS_FROM * (rows[0]?.rows ?? 0)) / Math.max(oldest.span, newest.span)
  if (guessed > FEW) return null
  return (await findIds(db, { tenant, part, limit: FEW, direction: 'asc' })).ids
}

interface Found {
  /** JSON, an array; null where there are more than the limit. */
  readonly ids: string | null
  /** Rows of the table among which they lie, those of other tenants included. */
  readonly span: number
}

/**
 * The join goes from the index to the rows, whatever SQLite thinks of it: that is what `cross` means to it.
 */
async function findIds(
  db: Db,
  {
    tenant,
    part,
    limit,
    direction,
  }: {
    readonly tenant: string
    readonly part: string
    readonly limit: number
    readonly direction: 'asc' | 'desc'
  },
): Promise<Found> {
  const { rows } = await sql<Found>`
    select case when count(*) <= ${limit} then json_group_array(id) end as ids, max(row) - min(row) + 1 as span from (
      select search.id, search.row from connection_search_index
      cross join connection_search as search on search.row = connection_search_index.rowid
      where connection_search_index match ${trigramQuery(part)}
        and search.tenant = ${tenant} and instr(search.text, ${part}) > 0
      order by connection_search_index.rowid ${sql.raw(direction)}
      limit ${limit + 1}
    )
  `.execute(db)
  return rows[0] ?? { ids: '[]', span: 0 }
}

/** Each trigram as a string of the query language. https://www.sqlite.org/fts5.html#full_text_query_syntax */
function trigramQuery(part: string): string {
  const characters = [...part]
  const trigrams = new Set(characters.slice(2).map((_, index) => characters.slice(index, index + 3).join('')))
  return [...trigrams]
    .slice(0, MAX_TRIGRAMS)
    .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
    .join(' AND ')
}
