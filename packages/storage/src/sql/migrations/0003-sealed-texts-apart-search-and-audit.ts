import type { Kysely } from 'kysely'
import { makeIndexes } from '../make-indexes.ts'
import { makeTables } from '../make-tables.ts'
import type { SchemaDialect } from '../schema-dialect.ts'

/** Where a PostgreSQL database begins; a SQLite database of an older release brings its rows along. */
export async function sealedTextsApartSearchAndAudit(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await dialect.setAside(db)
  await makeTables(db, dialect)
  await dialect.takeOver(db)
  await makeIndexes(db)
  await dialect.complete(db)
}
