import pg from 'pg'
import { afterEach, inject } from 'vitest'

const pools: pg.Pool[] = []

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()))
})

/** URL of an empty database. */
export async function newDatabase(): Promise<string> {
  return (await fetch(inject('newDatabase'))).text()
}

/** Connections to a database, which is an empty one where none is named; closed after the test. */
export async function newPool(url?: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url ?? (await newDatabase()) })
  pool.on('error', () => {})
  pools.push(pool)
  return pool
}
