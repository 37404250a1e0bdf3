import type { Run } from './run.ts'
import { foldText } from './search-text.ts'
import type { SqlDialect } from './sql-dialect.ts'

/** A shorter part has no trigram. */
const MIN_INDEXED_CHARACTERS = 3

/**
 * More than these are not fetched and sorted: where so many are found, walking along what they are sorted by soon finds
 * a page of them, too.
 */
const MAX_FOUND = 4096

/** What a search chooses: everything, these, or what contains a part, to be looked for row by row. */
export type Found = Readonly<Record<never, never>> | { readonly ids: readonly string[] } | { readonly part: string }

/**
 * Looks a search up in the index of search texts. That runs for no tenant in particular, with the tenant named in the
 * query: PostgreSQL uses no such index where it has to keep tenants apart by itself, because it trusts comparisons for
 * (in)equality alone. Nothing but ids comes out, which are then read as the tenant.
 */
export async function findConnections(
  run: Run,
  dialect: SqlDialect,
  { tenant, search }: { readonly tenant: string; readonly search: string },
): Promise<Found> {
  const part = foldText(search)
  if (part === '') return {}
  if ([...part].length < MIN_INDEXED_CHARACTERS) return { part }
  const ids = await run.read(null, (db) => dialect.findBySearchText(db, tenant, part, MAX_FOUND + 1))
  return ids.length > MAX_FOUND ? { part } : { ids }
}
