import type { Kysely } from 'kysely'
import { makeIndexes } from '../make-indexes.ts'
import { firstTables, makeTables } from '../make-tables.ts'
import type { SchemaDialect } from '../schema-dialect.ts'

/** Where a PostgreSQL database begins; a SQLite database of an older release brings its rows along. */
export async function sealedTextsApartSearchAndAudit(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.setAside(db)
  await makeTables(db, dialect, firstTables)
  await dialect.takeOver(db)
  await makeIndexes(db, firstTables)
  await dialect.keepApart(db, firstTables)
  await dialect.complete(db)
}
