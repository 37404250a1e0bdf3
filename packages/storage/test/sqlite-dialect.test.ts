import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { sqliteDatabase } from '../src/sqlite/sqlite-database.ts'
import { sqliteDialect } from '../src/sqlite/sqlite-dialect.ts'

// A statement whose limit is a parameter by itself is prepared anew each time, which costs more than most of ours take.
test('a limit is written as a sum, into which SQLite does not look when it prepares, and limits all the same', async () => {
  const database = new DatabaseSync(':memory:')
  database.exec("create table things (id text); insert into things values ('a'), ('b'), ('c')")
  const db = new Kysely<{ things: { id: string } }>({ dialect: sqliteDialect(sqliteDatabase(database)) })
  onTestFinished(() => db.destroy())
  const query = (limit: number) => db.selectFrom('things').select('id').orderBy('id').limit(limit)
  expect(query(2).compile().sql).toMatch(/ limit \? \+ 0$/)
  expect(await query(2).execute()).toEqual([{ id: 'a' }, { id: 'b' }])
  expect(await query(0).execute()).toEqual([])
})
