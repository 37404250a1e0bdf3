import type pg from 'pg'
import { expect, it } from 'vitest'
import { pgBossQueue } from '../../src/queue/pg-boss-queue.ts'
import { newDatabase, newPool } from './support/pool.ts'
import { runNode } from './support/run-node.ts'
import { until } from './support/until.ts'

const work = { concurrency: 1, expireInMs: 20_000, retries: 0 }

it('writes nothing to its tables but kinds, keys and ids, whatever a handler fails with', async () => {
  const pool = await newPool()
  const told: unknown[] = []
  const queue = await pgBossQueue(pool, { pollMs: 500, onError: (error) => told.push(error) })
  const canary = 'canary-5f1c'
  const failure = Object.assign(new Error(canary), { cause: { token: canary }, [canary]: canary })
  await queue.send('sweep', 'connection-1', { data: { tenant: 'one', connection: 'connection-1' } })
  await queue.send('sweep', 'connection-2', { startAfter: '9000-01-01T00:00:00.000Z' })
  let runs = 0
  await queue.work('sweep', { ...work, retries: 1 }, async () => {
    runs += 1
    throw failure
  })
  await until(async () => runs === 1 && (await queue.count('sweep')).running === 0)
  expect(await texts(pool)).not.toContain(canary)
  await until(() => told.length === 1)
  await queue.close()

  expect(await texts(pool)).not.toContain(canary)
  const { rows } = await pool.query(`select name, singleton_key as key, data, output, source_output, trace_context,
    group_id, dead_letter, state from connform_queue.job order by key`)
  const nothing = { output: null, source_output: null, trace_context: null, group_id: null, dead_letter: null }
  expect(rows).toEqual([
    {
      ...nothing,
      name: 'sweep',
      key: 'connection-1',
      data: { tenant: 'one', connection: 'connection-1' },
      state: 'cancelled',
    },
    { ...nothing, name: 'sweep', key: 'connection-2', data: {}, state: 'created' },
  ])
  const filled = (await tables(pool)).filter(({ count }) => count > 0).map(({ table }) => table)
  expect(filled.sort()).toEqual(['job', 'job_common', 'queue', 'version'])
})

it('finds the jobs of a process that is over, with the time their worker gives them', async () => {
  const url = await newDatabase()
  const body = `
    import pg from 'pg'
    import { pgBossQueue } from './src/queue/pg-boss-queue.ts'
    const pool = new pg.Pool({ connectionString: ${JSON.stringify(url)} })
    const queue = await pgBossQueue(pool)
    await queue.send('sweep', 'a', { data: { connection: 'c-1' } })
    await queue.close()
    await pool.end()`
  expect(await runNode(['--eval', body]).ended).toBe('')
  const pool = await newPool(url)
  const queue = await pgBossQueue(pool, { pollMs: 500 })
  const done: unknown[] = []
  await queue.work('sweep', { ...work, expireInMs: 7_000 }, async ({ key, data }) => {
    const { rows } = await pool.query(`select expire_seconds from connform_queue.job where singleton_key = $1`, [key])
    done.push([key, data, rows])
  })
  await until(() => done.length === 1)
  expect(done).toEqual([['a', { connection: 'c-1' }, [{ expire_seconds: 7 }]]])
  await queue.close()
})

it('gives a job that stopped because the queue closed to the next worker, and counts no failure', async () => {
  const pool = await newPool()
  const told: unknown[] = []
  const onError = (error: unknown) => told.push(error)
  const runs: string[] = []
  const first = await pgBossQueue(pool, { pollMs: 500, onError })
  await first.send('sweep', 'a')
  await first.work('sweep', work, async ({ signal }) => {
    runs.push('first')
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  await until(() => runs.length === 1)
  await first.close({ timeoutMs: 0 })
  const second = await pgBossQueue(pool, { pollMs: 500, onError })
  expect(await second.count('sweep')).toEqual({ waiting: 1, running: 0 })
  await second.work('sweep', work, async () => {
    runs.push('second')
  })
  await until(() => runs.length === 2)
  await second.close()
  expect(runs).toEqual(['first', 'second'])
  expect(told).toEqual([])
})

it('tells of a job given up because the processes that ran it are gone, and does not run it again', async () => {
  const url = await newDatabase()
  const body = `
    import pg from 'pg'
    import { pgBossQueue } from './src/queue/pg-boss-queue.ts'
    const queue = await pgBossQueue(new pg.Pool({ connectionString: ${JSON.stringify(url)} }))
    await queue.send('sweep', 'a', { data: { connection: 'in-the-data' } })
    await queue.work('sweep', { concurrency: 1, expireInMs: 1_000, retries: 0 }, async () => process.kill(process.pid, 'SIGKILL'))`
  await runNode(['--eval', body]).ended
  const told: unknown[] = []
  const queue = await pgBossQueue(await newPool(url), { pollMs: 500, onError: (error, job) => told.push([error, job]) })
  expect(await queue.count('sweep')).toEqual({ waiting: 0, running: 1 })
  let runs = 0
  await queue.work('sweep', { ...work, expireInMs: 1_000 }, async () => {
    runs += 1
  })
  await until(() => told.length === 1)
  expect(told).toEqual([[expect.objectContaining({ code: 'ERR_JOB_EXPIRED' }), { kind: 'sweep', key: 'a' }]])
  expect(JSON.stringify(told)).not.toContain('in-the-data')
  expect(runs).toBe(0)
  expect(await queue.send('sweep', 'a')).toBe(true)
  await queue.close()
})

it('refuses a database that cannot be used in plain words, without its password', async () => {
  const pool = await newPool('postgres://owner:canary-5f1c@127.0.0.1:1/none')
  const failure = await pgBossQueue(pool).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'ERR_STORE', message: expect.stringContaining('does not answer') })
  expect(JSON.stringify([failure, String(failure)])).not.toContain('canary')
})

interface Filled {
  readonly table: string
  readonly count: number
}

async function tables(pool: pg.Pool): Promise<readonly Filled[]> {
  const { rows } = await pool.query(`select table_name as table from information_schema.tables
    where table_schema = 'connform_queue' and table_type = 'BASE TABLE'`)
  return Promise.all(
    rows.map(async ({ table }) => {
      const counted = await pool.query(`select count(*)::int as count from connform_queue."${table}"`)
      return { table, count: counted.rows[0].count }
    }),
  )
}

/** All that stands in the tables, as one text. */
async function texts(pool: pg.Pool): Promise<string> {
  const parts = (await tables(pool)).map(async ({ table }) => {
    const { rows } = await pool.query(`select t::text from connform_queue."${table}" t`)
    return JSON.stringify(rows)
  })
  return (await Promise.all(parts)).join('\n')
}
