import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { JobQueue } from '@connform/core'
import type pg from 'pg'
import { expect, it } from 'vitest'
import { pgBossQueue } from '../../src/queue/pg-boss-queue.ts'
import { newDatabase, newPool } from './support/pool.ts'
import { runNode } from './support/run-node.ts'
import { until } from './support/until.ts'

const worker = fileURLToPath(new URL('support/worker.ts', import.meta.url))

const keys = Array.from({ length: 40 }, (_, index) => `connection-${index}`)
const rounds = 5

/** Of the runs of a key that overlap: a run of the killed process lasted until it was dead. */
const overlaps = `
  select key, round, next_round from (
    select key, round, coalesce(ended_at, $1) as ended_at,
      lead(round) over runs as next_round, lead(started_at) over runs as next_started_at
    from run window runs as (partition by key order by started_at)
  ) as pairs where next_started_at < ended_at`

it('does every job with two worker processes of which one is killed, and none twice at the same time', async () => {
  const url = await newDatabase()
  const pool = await newPool(url)
  await pool.query(`create table run
    (id serial primary key, pid int, key text, round text, started_at timestamptz, ended_at timestamptz)`)
  const queue = await pgBossQueue(pool, { pollMs: 500 })
  const survivor = runNode([worker, url])
  const victim = runNode([worker, url, '25'])
  await Promise.all([once(survivor.process.stdout, 'data'), once(victim.process.stdout, 'data')])
  const sending = Promise.all(keys.map((key) => sendRounds(queue, key)))

  await victim.ended
  expect(victim.process.signalCode).toBe('SIGKILL')
  const killedAt = (await pool.query('select clock_timestamp() as now')).rows[0].now
  await sending
  await until(async () => (await queue.count('sweep')).waiting + (await queue.count('sweep')).running === 0)
  survivor.process.stdin.end()
  expect(await survivor.ended).toBe('ready\n')

  const done = await one(pool, 'select count(distinct (key, round))::int as value from run where ended_at is not null')
  expect(done).toBe(keys.length * rounds)
  expect((await pool.query(overlaps, [killedAt])).rows).toEqual([])
  // The killed process left some undone, and it alone did.
  expect(await one(pool, open, victim.process.pid)).toBeGreaterThan(0)
  expect(await one(pool, open, survivor.process.pid)).toBe(0)
  expect(await one(pool, 'select count(distinct pid)::int as value from run')).toBe(2)
  await queue.close()
}, 60_000)

it('lets many processes make the tables and the queue of a kind at once', async () => {
  const url = await newDatabase()
  const body = `
    import pg from 'pg'
    import { pgBossQueue } from './src/queue/pg-boss-queue.ts'
    const pool = new pg.Pool({ connectionString: ${JSON.stringify(url)} })
    const queue = await pgBossQueue(pool)
    console.log(await queue.send('sweep', 'a'), await queue.send('sweep', String(process.pid)))
    await queue.close()
    await pool.end()`
  const answers = await Promise.all(Array.from({ length: 6 }, () => runNode(['--eval', body]).ended))
  expect(answers.sort()).toEqual([...Array(5).fill('false true\n'), 'true true\n'])
  const queue = await pgBossQueue(await newPool(url))
  expect(await queue.count('sweep')).toEqual({ waiting: 7, running: 0 })
  await queue.close()
}, 60_000)

const open = 'select count(*)::int as value from run where ended_at is null and pid = $1'

/** One job of the key after the other, each as soon as the key is free. */
async function sendRounds(queue: JobQueue, key: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await until(() => queue.send('sweep', key, { data: { round: String(round) } }))
  }
}

async function one(pool: pg.Pool, text: string, ...values: unknown[]): Promise<number> {
  return (await pool.query(text, values)).rows[0].value
}
