import type { Migration } from 'kysely/migration'
import { migrationsFor } from '../sql/migrations.ts'
import { connectionsAndDataKeys } from './migrations/0001-connections-and-data-keys.ts'
import { grantsOAuthClientsAndAuthorizations } from './migrations/0002-grants-oauth-clients-and-authorizations.ts'
import { sqliteSchema } from './sqlite-schema.ts'

/**
 * Every change of the tables, in order. The number of the last one that ran is the database's `user_version`, by which a
 * database made by a newer release is told.
 */
export const migrations: Readonly<Record<string, Migration>> = Object.freeze({
  '0001-connections-and-data-keys': { up: connectionsAndDataKeys },
  '0002-grants-oauth-clients-and-authorizations': { up: grantsOAuthClientsAndAuthorizations },
  ...migrationsFor(sqliteSchema),
})

/** `user_version` once all of {@link migrations} have run. */
export const schemaVersion = Object.keys(migrations).length
