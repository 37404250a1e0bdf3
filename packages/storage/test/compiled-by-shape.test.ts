import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { compiledByShape } from '../src/sql/compiled-by-shape.ts'
import type { Db } from '../src/sql/run.ts'
import type { Tables } from '../src/sql/tables.ts'
import { sqliteDatabase } from '../src/sqlite/sqlite-database.ts'
import { sqliteDialect } from '../src/sqlite/sqlite-dialect.ts'

function opened(): Db {
  const database = new DatabaseSync(':memory:')
  database.exec(`create table connections (tenant text, id text, name text);
    insert into connections values ('one', 'a', 'name'), ('two', 'a', 'id'), ('one', 'b', 'tenant')`)
  const db = new Kysely<Tables>({ dialect: sqliteDialect(sqliteDatabase(database)) })
  onTestFinished(() => db.destroy())
  return db
}

test('a query of several shapes is written once for each, and keeps what is no value of it', async () => {
  const db = opened()
  const built: string[] = []
  const run = compiledByShape<{ readonly tenant: string; readonly limit: number }, { readonly id: string }>()
  const list = (shape: 'asc' | 'desc', values: { readonly tenant: string; readonly limit: number }) =>
    run(db, shape, {
      values,
      build: () => {
        built.push(shape)
        return db
          .selectFrom('connections')
          .select('id')
          .where('tenant', '=', 'tenant')
          .where('name', '>', '')
          .orderBy('id', shape)
          .limit('limit' as unknown as number)
      },
    })
  expect(await list('asc', { tenant: 'one', limit: 1 })).toEqual([{ id: 'a' }])
  expect(await list('desc', { tenant: 'one', limit: 2 })).toEqual([{ id: 'b' }, { id: 'a' }])
  expect(await list('asc', { tenant: 'two', limit: 5 })).toEqual([{ id: 'a' }])
  expect(built).toEqual(['asc', 'desc'])
})
