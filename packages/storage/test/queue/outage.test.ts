import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from 'connform-postgres'
import { expect, it } from 'vitest'
import { pgBossQueue } from '../../src/queue/pg-boss-queue.ts'
import { newPool } from './support/pool.ts'
import { until } from './support/until.ts'

it('goes on by itself when a database that was stopped is back, and does not tell of it at each look', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'connform-outage-'))
  let postgres = await startPostgres({ folder })
  try {
    const pool = await newPool(await postgres.newDatabase())
    const told: unknown[] = []
    const queue = await pgBossQueue(pool, { pollMs: 500, onError: (error, job) => told.push([String(error), job]) })
    const gate = Promise.withResolvers<void>()
    const runs: string[] = []
    await queue.send('sweep', 'during')
    await queue.work('sweep', { concurrency: 2, expireInMs: 2_000, retries: 3 }, async ({ key }) => {
      runs.push(key)
      if (runs.length === 1) await gate.promise
    })
    await until(() => runs.length === 1)

    await postgres.stop()
    await until(() => told.length > 0)
    // It ends while nobody can be told of that, so it is run again.
    gate.resolve()
    await expect(queue.send('sweep', 'lost')).rejects.toMatchObject({ code: 'ERR_STORE' })
    await expect(queue.count('sweep')).rejects.toMatchObject({ code: 'ERR_STORE' })

    postgres = await startPostgres({ folder })
    await until(() => queue.send('sweep', 'afterwards').catch(() => false))
    await until(() => runs.length === 3)
    expect(runs.sort()).toEqual(['afterwards', 'during', 'during'])
    await until(async () => (await queue.count('sweep')).running === 0)
    const trouble = expect.stringMatching(/^ConnformError: The database of the job queue .+ \(\w+\)\.$/)
    expect(told).toEqual(told.map(() => [trouble, undefined]))
    // A statement that succeeded between two that failed starts a trouble of its own.
    expect(told.length).toBeLessThan(4)
    await queue.close()
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
