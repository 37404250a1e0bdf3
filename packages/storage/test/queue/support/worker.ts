// A worker process: `node worker.ts URL [RUNS]`. It writes down when each run starts and ends, says when it is ready, and
// works until its standard input ends; or until so many runs have started, when it kills itself in the middle of them.
import pg from 'pg'
import { pgBossQueue } from '../../../src/queue/pg-boss-queue.ts'

const [url, lastRun = 'none'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url })
const queue = await pgBossQueue(pool, { pollMs: 500, onError: (error, job) => console.error(String(error), job) })
let runs = 0

await queue.work('sweep', { concurrency: 4, expireInMs: 4_000, retries: 5 }, async ({ key, data, signal }) => {
  const { rows } = await pool.query(
    `insert into run (pid, key, round, started_at) values ($1, $2, $3, clock_timestamp()) returning id`,
    [process.pid, key, data['round']],
  )
  runs += 1
  if (String(runs) === lastRun) process.kill(process.pid, 'SIGKILL')
  await pool.query('select pg_sleep(0.05)')
  signal.throwIfAborted()
  await pool.query('update run set ended_at = clock_timestamp() where id = $1', [rows[0].id])
})

process.stdout.write('ready\n')
process.stdin.resume()
process.stdin.once('end', async () => {
  await queue.close()
  await pool.end()
})
