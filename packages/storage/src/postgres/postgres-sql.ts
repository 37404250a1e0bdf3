import type { SealedReplacement } from '@connform/core'
import { sql } from 'kysely'
import type { SqlDialect } from '../sql/sql-dialect.ts'
import { liftTimeLimit } from './lift-time-limit.ts'
import { findFew, planList } from './plan-list.ts'
import { textArray } from './text-array.ts'

/** How PostgreSQL does what databases do differently. */
export const postgresSql: SqlDialect = Object.freeze({
  lock: (select) => select.forUpdate(),

  takeTime: liftTimeLimit,

  planList,

  findFew,

  unindexed: (column) => sql<string>`${sql.ref(column)}`,

  isAmong: (plan) =>
    plan.kind === 'few ids'
      ? sql<boolean>`id = any(array(select json_array_elements_text(${plan.ids}::json)))`
      : sql<boolean>`id = any((select ids from found)::text[])`,

  isFoundBy: (part) => sql<boolean>`exists (
    select from connection_search as search
    where search.tenant = connections.tenant and search.id = connections.id and strpos(search.text, ${part}) > 0
  )`,

  async replaceSealed(db, { name, owner }, replacements) {
    let replaced = 0
    // As good as always, all are under one key.
    for (const [keyId, own = []] of Object.entries(Object.groupBy(replacements, ({ keyId }) => keyId))) {
      const tenant = own[0]?.place.tenant
      const column = (read: (replacement: SealedReplacement) => string) => sql`${textArray(own.map(read))}::text[]`
      const { numAffectedRows } = await sql`
        update ${sql.table(name)} as stored set sealed = fresh.sealed, key_id = ${keyId}
        from unnest(
          ${column(({ place }) => place.connection)}, ${column(({ expected }) => expected)},
          ${column(({ sealed }) => sealed)}
        ) as fresh (owner, expected, sealed)
        where stored.tenant = ${tenant} and stored.${sql.ref(owner)} = fresh.owner and stored.sealed = fresh.expected
      `.execute(db)
      replaced += Number(numAffectedRows ?? 0)
    }
    return replaced
  },
} satisfies SqlDialect)
