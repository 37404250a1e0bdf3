import type { Kysely } from 'kysely'
import { makeIndexes } from '../make-indexes.ts'
import { makeTables, setupTables } from '../make-tables.ts'
import type { SchemaDialect } from '../schema-dialect.ts'

export async function setups(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void> {
  await makeTables(db, dialect, setupTables)
  await makeIndexes(db, setupTables)
  await dialect.keepApart(db, setupTables)
}
