import type { Migration } from 'kysely/migration'
import { sealedTextsApartSearchAndAudit } from './migrations/0003-sealed-texts-apart-search-and-audit.ts'
import { apiKeysSessionsAndLoginLinks } from './migrations/0004-api-keys-sessions-and-login-links.ts'
import { setups } from './migrations/0005-setups.ts'
import type { SchemaDialect } from './schema-dialect.ts'

/**
 * Every change of the tables that the databases have in common, in order. Names are numbered and never change once
 * released, nor do the changes.
 */
export function migrationsFor(dialect: SchemaDialect): Readonly<Record<string, Migration>> {
  return Object.freeze({
    '0003-sealed-texts-apart-search-and-audit': { up: (db) => sealedTextsApartSearchAndAudit(db, dialect) },
    '0004-api-keys-sessions-and-login-links': { up: (db) => apiKeysSessionsAndLoginLinks(db, dialect) },
    '0005-setups': { up: (db) => setups(db, dialect) },
  } satisfies Record<string, Migration>)
}
