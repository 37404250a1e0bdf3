import type { Kysely } from 'kysely'
import { makeIndexes } from '../make-indexes.ts'
import { accessTables, makeTables } from '../make-tables.ts'
import type { SchemaDialect } from '../schema-dialect.ts'

export async function apiKeysSessionsAndLoginLinks(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await makeTables(db, dialect, accessTables)
  await makeIndexes(db, accessTables)
  await dialect.keepApart(db, accessTables)
}
