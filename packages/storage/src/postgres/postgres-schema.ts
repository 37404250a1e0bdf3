import { type Kysely, sql } from 'kysely'
import type { SchemaDialect } from '../sql/schema-dialect.ts'
import type { TableName } from '../sql/sql-dialect.ts'
import { SCHEMA, SEARCH_VIEW, SYSTEM_ROLE, TENANT_ROLE } from './names.ts'

/** What the roles may do with a table; with the others, everything with rows. */
const privileges: Readonly<Partial<Record<TableName, string>>> = Object.freeze({
  audit_entries: 'select, insert',
  audit_heads: 'select, insert, update',
})

/** The owner is bound by the policies, too: none is for it, so that it sees nothing without one of the roles. */
const rulesOf = (table: TableName): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy one_tenant on ${table} to ${TENANT_ROLE}
    using (tenant = current_setting('${SCHEMA}.tenant', true))
    with check (tenant = current_setting('${SCHEMA}.tenant', true))`,
  `create policy every_tenant on ${table} to ${SYSTEM_ROLE} using (true) with check (true)`,
  `grant ${privileges[table] ?? 'select, insert, update, delete'} on ${table} to ${TENANT_ROLE}, ${SYSTEM_ROLE}`,
]

/**
 * A policy keeps PostgreSQL from an index and from its statistics where it does not trust a comparison to leak nothing,
 * and it trusts `like` not. So searches go through a view, which shows the same rows as the policy does, and reads them
 * as the owner of the table, whom its policies must not bind therefore.
 */
const searchView = [
  'alter table connection_search no force row level security',
  `create view ${SEARCH_VIEW} as
    select tenant, id, text from connection_search where tenant = current_setting('${SCHEMA}.tenant', true)`,
  `grant select on ${SEARCH_VIEW} to ${TENANT_ROLE}`,
]

/** Nobody changes an entry, the owner of the table and a superuser neither. */
const appendOnly = [
  `create function refuse_change() returns trigger language plpgsql as $$
    begin raise exception 'an audit entry is neither changed nor deleted' using errcode = 'restrict_violation'; end $$`,
  `create trigger audit_entries_no_change before update or delete on audit_entries
    for each row execute function refuse_change()`,
  `create trigger audit_entries_no_truncate before truncate on audit_entries
    for each statement execute function refuse_change()`,
]

export const postgresSchema: SchemaDialect = Object.freeze({
  text: sql`text collate "C"`,
  count: sql`bigint`,
  endOfTable: sql``,
  numbered: Object.freeze([]),
  setAside: async () => undefined,
  takeOver: async () => undefined,
  async keepApart(db: Kysely<unknown>, tables: readonly TableName[]) {
    for (const statement of tables.flatMap(rulesOf)) await sql.raw(statement).execute(db)
  },
  async complete(db: Kysely<unknown>) {
    const statements = [
      ...searchView,
      ...appendOnly,
      `grant usage on schema ${SCHEMA} to ${TENANT_ROLE}, ${SYSTEM_ROLE}`,
      `grant select on kysely_migration to ${TENANT_ROLE}, ${SYSTEM_ROLE}`,
    ]
    for (const statement of statements) await sql.raw(statement).execute(db)
    await indexSearchTexts(db)
  },
} satisfies SchemaDialect)

/**
 * Without the extension, which every PostgreSQL comes with but not every host allows, searches find the same and read
 * every search text of the tenant for it. It goes where others look for it, too.
 */
async function indexSearchTexts(db: Kysely<unknown>): Promise<void> {
  await sql`savepoint before_extension`.execute(db)
  try {
    const { rows } = await sql<{ home: string }>`
      select coalesce(to_regnamespace('public')::text, ${SCHEMA}) as home
    `.execute(db)
    await sql.raw(`create extension if not exists pg_trgm with schema ${rows[0]?.home ?? SCHEMA}`).execute(db)
  } catch {
    await sql`rollback to savepoint before_extension`.execute(db)
    return
  }
  const { rows } = await sql<{ home: string }>`
    select quote_ident(nspname) as home from pg_catalog.pg_extension
    join pg_catalog.pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'
  `.execute(db)
  const home = rows[0]?.home
  await sql
    .raw(`create index connection_search_index on connection_search using gin (text ${home}.gin_trgm_ops)`)
    .execute(db)
}
