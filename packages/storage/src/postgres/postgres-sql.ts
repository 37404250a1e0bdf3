import { sql } from 'kysely'
import type { SqlDialect } from '../sql/sql-dialect.ts'

/** How PostgreSQL does what databases do differently. */
export const postgresSql: SqlDialect = Object.freeze({
  lock: (select) => select.forUpdate(),

  isOneOf: (value, texts) => sql<boolean>`${value} = any(${texts}::text[])`,

  contains: (text, part) => sql<boolean>`strpos(${text}, ${part}) > 0`,

  async findBySearchText(db, tenant, part, limit) {
    const rows = await db
      .selectFrom('connection_search')
      .select('id')
      .where('tenant', '=', tenant)
      .where('text', 'like', `%${part.replaceAll(/[\\%_]/g, '\\$&')}%`)
      .limit(limit)
      .execute()
    return rows.map(({ id }) => id)
  },

  async replaceSealed(db, { name, owner }, replacements) {
    const column = (read: (replacement: (typeof replacements)[number]) => string) =>
      sql`${replacements.map(read)}::text[]`
    const { numAffectedRows } = await sql`
      update ${sql.table(name)} as stored set sealed = fresh.sealed, key_id = fresh.key_id
      from unnest(
        ${column(({ place }) => place.tenant)}, ${column(({ place }) => place.connection)},
        ${column(({ expected }) => expected)}, ${column(({ sealed }) => sealed)}, ${column(({ keyId }) => keyId)}
      ) as fresh (tenant, owner, expected, sealed, key_id)
      where stored.tenant = fresh.tenant and stored.${sql.ref(owner)} = fresh.owner and stored.sealed = fresh.expected
    `.execute(db)
    return Number(numAffectedRows ?? 0)
  },
} satisfies SqlDialect)
