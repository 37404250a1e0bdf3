import { storeContract } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { testFolder } from './support/folder.ts'
import { emptyDatabase, newDatabase } from './support/postgres.ts'

const at = testFolder()
let count = 0

describe('SQLite in memory', () => {
  storeContract({ describe, it, expect }, () => openStore('sqlite::memory:'))
})

describe('SQLite in a file', () => {
  storeContract({ describe, it, expect }, () => {
    count += 1
    return openStore(`sqlite:${at(`${count}.db`)}`)
  })
})

describe('PostgreSQL', () => {
  let pool: pg.Pool | undefined
  afterAll(() => pool?.end())

  // One database and one pool for all: making them takes longer than most of these tests.
  storeContract({ describe, it, expect }, async () => {
    pool ??= new pg.Pool({ connectionString: await newDatabase(), pipeline: true })
    await emptyDatabase(pool)
    return openStore('postgres://in-the-pool/', { pool })
  })
})
