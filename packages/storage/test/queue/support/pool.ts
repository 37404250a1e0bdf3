import pg from 'pg'
import { afterAll, inject } from 'vitest'

const pools: pg.Pool[] = []

afterAll(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()))
})

/** URL of an empty database. */
export async function newDatabase(): Promise<string> {
  return (await fetch(inject('newDatabase'))).text()
}

/** Connections to a database, which is an empty one where none is named; closed after the tests of the file. */
export async function newPool(url?: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url ?? (await newDatabase()) })
  pool.on('error', () => {})
  pools.push(pool)
  return pool
}
