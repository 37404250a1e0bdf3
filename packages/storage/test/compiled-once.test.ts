import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { compiledByShape, compiledOnce } from '../src/sql/compiled-once.ts'
import type { Db } from '../src/sql/run.ts'
import type { Tables } from '../src/sql/tables.ts'
import { sqliteDatabase } from '../src/sqlite/sqlite-database.ts'
import { sqliteDialect } from '../src/sqlite/sqlite-dialect.ts'

/** A table of two connections, and what was asked of it. */
function opened(): { readonly db: Db; readonly asked: unknown[] } {
  const database = new DatabaseSync(':memory:')
  database.exec(`create table connections (tenant text, id text, name text);
    insert into connections values ('one', 'a', 'name'), ('two', 'a', 'id'), ('one', 'b', 'tenant')`)
  const asked: unknown[] = []
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(sqliteDatabase(database)),
    log: ({ query }) => {
      asked.push(query.parameters)
    },
  })
  onTestFinished(() => db.destroy())
  return { db, asked }
}

test('a query that is written once takes its values each time, whatever order they come in', async () => {
  const { db, asked } = opened()
  let built = 0
  const find = compiledOnce((on, { id, tenant }: { readonly tenant: string; readonly id: string }) => {
    built += 1
    return on.selectFrom('connections').select('name').where('id', '=', id).where('tenant', '=', tenant)
  })
  expect(await find(db, { tenant: 'one', id: 'a' })).toEqual([{ name: 'name' }])
  expect(await find(db, { tenant: 'two', id: 'a' })).toEqual([{ name: 'id' }])
  expect(await find(db, { tenant: 'id', id: 'tenant' })).toEqual([])
  expect(asked).toEqual([
    ['a', 'one'],
    ['a', 'two'],
    ['tenant', 'id'],
  ])
  expect(built).toBe(1)
})

test('a query of several shapes is written once for each, and keeps what is no value of it', async () => {
  const { db } = opened()
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
