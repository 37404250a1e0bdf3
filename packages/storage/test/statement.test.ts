import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { Db } from '../src/sql/run.ts'
import { statement } from '../src/sql/statement.ts'
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
  const names = statement((on, { id, tenant }: { readonly tenant: string; readonly id: string }) => {
    built += 1
    return on.selectFrom('connections').select('name').where('id', '=', id).where('tenant', '=', tenant)
  })
  const find = async (values: { readonly tenant: string; readonly id: string }) =>
    (await db.executeQuery(names.queryFor(db, values))).rows
  expect(await find({ tenant: 'one', id: 'a' })).toEqual([{ name: 'name' }])
  expect(await find({ tenant: 'two', id: 'a' })).toEqual([{ name: 'id' }])
  expect(await find({ tenant: 'id', id: 'tenant' })).toEqual([])
  expect(asked).toEqual([
    ['a', 'one'],
    ['a', 'two'],
    ['tenant', 'id'],
  ])
  expect(built).toBe(1)
})
