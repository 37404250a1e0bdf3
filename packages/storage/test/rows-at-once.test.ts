import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CompiledQuery } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { rowsAtOnce } from '../src/sqlite/rows-at-once.ts'

const byName = (name: string) => CompiledQuery.raw('select id, name from connections where name = ?', [name])

/** A file with one connection, opened as often as asked. */
function file(): () => DatabaseSync {
  const folder = mkdtempSync(join(tmpdir(), 'connform-rows-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const open = () => {
    const database = new DatabaseSync(join(folder, 'file.db'), { timeout: 1 })
    onTestFinished(() => database.close())
    return database
  }
  open().exec("create table connections (id text, name text); insert into connections values ('a', 'Shop')")
  return open
}

test('rows come by the names of their columns, and none where nothing is found', () => {
  const rows = rowsAtOnce(file()())
  expect(rows(byName('Shop'))).toEqual([{ id: 'a', name: 'Shop' }])
  expect(rows(byName('Other'))).toEqual([])
})

test('nothing is read within a transaction, which may yet be taken back', () => {
  const database = file()()
  const rows = rowsAtOnce(database)
  database.exec("begin; insert into connections values ('b', 'Other')")
  expect(rows(byName('Other'))).toBeUndefined()
  database.exec('rollback')
  expect(rows(byName('Other'))).toEqual([])
})

test('where another process has the file, whoever asks has to wait', () => {
  const open = file()
  const rows = rowsAtOnce(open())
  const other = open()
  other.exec('begin exclusive')
  expect(rows(byName('Shop'))).toBeUndefined()
  other.exec('commit')
  expect(rows(byName('Shop'))).toEqual([{ id: 'a', name: 'Shop' }])
})

test('a statement that is wrong is a failure', () => {
  const rows = rowsAtOnce(file()())
  expect(() => rows(CompiledQuery.raw('select id from nowhere', []))).toThrow('no such table')
})
