import { ConnformError } from '@connform/core'
import { sql } from 'kysely'
import { migrationsFor } from '../sql/migrations.ts'
import type { Db } from '../sql/run.ts'
import { liftTimeLimit } from './lift-time-limit.ts'
import { SCHEMA } from './names.ts'
import { sqlState } from './postgres-failure.ts'
import { postgresSchema } from './postgres-schema.ts'

const migrations = migrationsFor(postgresSchema)

/** Any number that nobody else's is: "connform" in ASCII, as a lock of this database. */
const LOCK = '7165916604586783341'
const INSUFFICIENT_PRIVILEGE = '42501'

/** Runs what has not run yet, in one transaction; others that start at the same time wait for it. */
export async function migrate(db: Db): Promise<void> {
  if (!(await isDue(db))) return
  const { Migrator } = await import('kysely/migration')
  await db.transaction().execute(async (transaction) => {
    // Who waits for another one's changes waits as long as they take.
    await liftTimeLimit(transaction)
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`.execute(transaction)
    if (!(await isDue(transaction))) return
    await sql.raw(`set local search_path = ${SCHEMA}`).execute(transaction)
    const migrator = new Migrator({
      db: transaction,
      migrationTableSchema: SCHEMA,
      provider: { getMigrations: async () => migrations },
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  })
}

async function isDue(db: Db): Promise<boolean> {
  const done = await migrationsDone(db)
  if (done.some((name) => !Object.hasOwn(migrations, name))) {
    throw new ConnformError(
      'ERR_STORE_NEWER',
      'The PostgreSQL database was last opened by a newer release of connform, and this one cannot read it.',
      'Update connform, or name another database.',
    )
  }
  return done.length < Object.keys(migrations).length
}

async function migrationsDone(db: Db): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname::text as name from pg_catalog.pg_class
    join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${SCHEMA} and relkind in ('r', 'p', 'v')
  `.execute(db)
  if (tables.length === 0) return []
  if (!tables.some(({ name }) => name === 'kysely_migration')) {
    throw new ConnformError(
      'ERR_STORE',
      `The schema ${SCHEMA} of the PostgreSQL database belongs to another program.`,
      'Name another database.',
    )
  }
  try {
    const { rows } = await sql<{ name: string }>`select name from ${sql.id(SCHEMA, 'kysely_migration')}`.execute(db)
    return rows.map(({ name }) => name)
  } catch (error) {
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error
    throw new ConnformError(
      'ERR_STORE',
      'The PostgreSQL database does not allow this user to read the tables of connform.',
      'Let an administrator of the server make the user a member of connform_tenant, with inheritance.',
    )
  }
}
