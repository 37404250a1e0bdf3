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
    const tenant = replacements[0]?.place.tenant
    if (tenant === undefined) return 0
    const column = (read: (replacement: (typeof replacements)[number]) => string) =>
      sql`${textArray(replacements.map(read))}::text[]`
    const { numAffectedRows } = await sql`
      update ${sql.table(name)} as stored set sealed = fresh.sealed, key_id = fresh.key_id
      from unnest(
        ${column(({ place }) => place.connection)}, ${column(({ expected }) => expected)},
        ${column(({ sealed }) => sealed)}, ${column(({ keyId }) => keyId)}
      ) as fresh (owner, expected, sealed, key_id)
      where stored.tenant = ${tenant} and stored.${sql.ref(owner)} = fresh.owner and stored.sealed = fresh.expected
    `.execute(db)
    return Number(numAffectedRows ?? 0)
  },
} satisfies SqlDialect)
