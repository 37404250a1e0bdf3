import type { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { SqlDialect } from '../sql/sql-dialect.ts'

/** More are not looked up: a match is compared as a whole afterwards. */
const MAX_TRIGRAMS = 32

/** How SQLite does what databases do differently. */
export function sqliteSql(database: DatabaseSync): SqlDialect {
  return Object.freeze({
    // A transaction that writes holds the one write lock from its beginning.
    lock: (select) => select,

    isOneOf: (value, texts) => sql<boolean>`${value} in (select value from json_each(${JSON.stringify(texts)}))`,

    contains: (text, part) => sql<boolean>`instr(${text}, ${part}) > 0`,

    // The join goes from the index to the rows, whatever SQLite thinks of it: that is what `cross` means to it.
    async findBySearchText(db, tenant, part, limit) {
      const { rows } = await sql<{ id: string }>`
        select search.id from connection_search_index
        cross join connection_search as search on search.row = connection_search_index.rowid
        where connection_search_index match ${trigramQuery(part)} and search.tenant = ${tenant}
          and instr(search.text, ${part}) > 0
        limit ${limit}
      `.execute(db)
      return rows.map(({ id }) => id)
    },

    async replaceSealed(_, { name, owner }, replacements) {
      const statement = database.prepare(
        `update ${name} set sealed = ?, key_id = ? where tenant = ? and ${owner} = ? and sealed = ?`,
      )
      let replaced = 0
      for (const { place, expected, sealed, keyId } of replacements) {
        replaced += Number(statement.run(sealed, keyId, place.tenant, place.connection, expected).changes)
      }
      return replaced
    },
  } satisfies SqlDialect)
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
