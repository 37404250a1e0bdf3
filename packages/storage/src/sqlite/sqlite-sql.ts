import type { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { SqlDialect } from '../sql/sql-dialect.ts'
import { findFew, planList } from './plan-list.ts'

/** How SQLite does what databases do differently. */
export function sqliteSql(database: DatabaseSync): SqlDialect {
  return Object.freeze({
    // A transaction that writes holds the one write lock from its beginning.
    lock: (select) => select,

    takeTime: async () => undefined,

    planList,

    findFew,

    // https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
    unindexed: (column) => sql<string>`+${sql.ref(column)}`,

    isAmong: (plan) =>
      plan.kind === 'few ids'
        ? sql<boolean>`id in (select value from json_each(${plan.ids}))`
        : sql<boolean>`id in (select value from json_each((select ids from found)))`,

    isFoundBy: (part) => sql<boolean>`exists (
      select 1 from connection_search as search
      where search.tenant = connections.tenant and search.id = connections.id and instr(search.text, ${part}) > 0
    )`,

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
