import { storeContract } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
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
  let database: Promise<string> | undefined
  storeContract({ describe, it, expect }, async () => {
    if (database === undefined) database = newDatabase()
    else await emptyDatabase(await database)
    return openStore(await database)
  })
})
