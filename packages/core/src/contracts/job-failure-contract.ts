import { failureCode } from './failure-code.ts'
import { aborted, isEmpty, latch, until, type WithQueue, WORK } from './job-queue-helpers.ts'
import type { ContractRunner } from './runner.ts'

/** Jobs that fail, and jobs whose time is up. */
export function jobFailureContract({ it, expect }: ContractRunner, withQueue: WithQueue): void {
  it(
    'tries a job that failed again, holding its key, and tells of none that succeeds in the end',
    withQueue(async (queue, told) => {
      const runs: string[] = []
      await queue.send('sweep', 'a')
      await queue.work('sweep', { ...WORK, retries: 1 }, async ({ key }) => {
        runs.push(key)
        if (runs.length === 1) throw new Error('The first time fails.')
      })
      await until(() => runs.length === 1)
      expect(await queue.send('sweep', 'a')).toBe(false)
      await until(() => isEmpty(queue, 'sweep'))
      expect(runs).toEqual(['a', 'a'])
      expect(told).toEqual([])
    }),
  )

  it(
    'tells of a job that failed for good, by its kind and key, and never of its data',
    withQueue(async (queue, told) => {
      const failure = new Error('It always fails.')
      let runs = 0
      await queue.send('sweep', 'a', { data: { connection: 'in-the-data' } })
      await queue.work('sweep', { ...WORK, retries: 1 }, async () => {
        runs += 1
        throw failure
      })
      await until(() => told.length === 1)
      expect(told).toEqual([{ error: failure, job: { kind: 'sweep', key: 'a' } }])
      expect(JSON.stringify(told).includes('in-the-data')).toBe(false)
      expect(runs).toBe(2)
      await until(() => queue.send('sweep', 'a'))
    }),
  )

  it(
    'signals a job whose time is up, and counts it as failed in whatever words it ends',
    withQueue(async (queue, told) => {
      await queue.send('sweep', 'a')
      await queue.work('sweep', { ...WORK, expireInMs: 1_000 }, async ({ signal }) => {
        await aborted(signal)
        throw new Error('It stopped half way.')
      })
      await until(() => told.length === 1)
      expect(told.map(({ job }) => job)).toEqual([{ kind: 'sweep', key: 'a' }])
      expect(await failureCode(() => Promise.reject(told[0]?.error))).toBe('ERR_JOB_EXPIRED')
    }),
  )

  it(
    'counts a job as failed that ignores the end of its time, and keeps its place until it has returned',
    withQueue(async (queue, told) => {
      const gate = latch()
      const runs: string[] = []
      await queue.send('sweep', 'a')
      await queue.send('sweep', 'b')
      await queue.work('sweep', { ...WORK, expireInMs: 1_000 }, async ({ key }) => {
        runs.push(key)
        if (key === 'a') await gate.opened
      })
      await until(() => told.length === 1)
      expect(await failureCode(() => Promise.reject(told[0]?.error))).toBe('ERR_JOB_EXPIRED')
      expect(runs).toEqual(['a'])
      gate.open()
      await until(() => runs.length === 2)
      expect(runs).toEqual(['a', 'b'])
    }),
  )
}
