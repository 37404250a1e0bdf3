import type { Job } from '../ports.ts'
import { isEmpty, latch, until, type WithQueue, WORK } from './job-queue-helpers.ts'
import type { ContractRunner } from './runner.ts'

/** Each job WORK, no sooner than asked for, and so many at a time. */
export function jobSendingContract({ it, expect }: ContractRunner, withQueue: WithQueue): void {
  it(
    'does what was sent before anybody worked, WORK, with its key and its data',
    withQueue(async (queue, told) => {
      expect(await queue.send('sweep', 'a', { data: { tenant: 'one', connection: 'c-1' } })).toBe(true)
      expect(await queue.send('sweep', 'b')).toBe(true)
      const done: unknown[] = []
      await queue.work('sweep', WORK, async ({ kind, key, data }) => {
        done.push([kind, key, data])
      })
      await until(() => isEmpty(queue, 'sweep'))
      expect(done).toEqual([
        ['sweep', 'a', { tenant: 'one', connection: 'c-1' }],
        ['sweep', 'b', {}],
      ])
      expect(told).toEqual([])
    }),
  )

  it(
    'takes a key again when its job is done, and not while it waits or runs',
    withQueue(async (queue) => {
      const many = await Promise.all(Array.from({ length: 10 }, () => queue.send('sweep', 'a')))
      expect(many.filter(Boolean).length).toBe(1)
      const gate = latch()
      let runs = 0
      await queue.work('sweep', WORK, async () => {
        runs += 1
        await gate.opened
      })
      await until(() => runs === 1)
      expect(await queue.send('sweep', 'a')).toBe(false)
      gate.open()
      await until(() => queue.send('sweep', 'a'))
      await until(() => runs === 2)
    }),
  )

  it(
    'holds a key for one kind alone, and gives each kind to its own worker',
    withQueue(async (queue) => {
      const done: string[] = []
      const handler = async ({ kind, key }: Job) => {
        done.push(`${kind} ${key}`)
      }
      expect(await queue.send('sweep', 'a')).toBe(true)
      expect(await queue.send('renew', 'a')).toBe(true)
      await queue.work('renew', WORK, handler)
      await until(() => isEmpty(queue, 'renew'))
      expect(done).toEqual(['renew a'])
      expect(await queue.count('sweep')).toEqual({ waiting: 1, running: 0 })
      await queue.work('sweep', WORK, handler)
      await until(() => isEmpty(queue, 'sweep'))
      expect(done).toEqual(['renew a', 'sweep a'])
    }),
  )

  it(
    'starts a job no sooner than it was asked to',
    withQueue(async (queue) => {
      const startAfter = new Date(Date.now() + 1_000).toISOString()
      expect(await queue.send('sweep', 'later', { startAfter })).toBe(true)
      expect(await queue.send('sweep', 'later')).toBe(false)
      expect(await queue.send('sweep', 'now', { startAfter: new Date(Date.now() - 1_000).toISOString() })).toBe(true)
      const done: string[] = []
      let startedAt = ''
      await queue.work('sweep', WORK, async ({ key }) => {
        done.push(key)
        startedAt = new Date().toISOString()
      })
      await until(() => done.length === 2)
      expect(done).toEqual(['now', 'later'])
      expect(startedAt >= startAfter).toBe(true)
    }),
  )

  it(
    'runs as many jobs at a time as it was told to, and no more',
    withQueue(async (queue) => {
      for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await queue.send('sweep', key)
      let running = 0
      let most = 0
      let done = 0
      const gate = latch()
      await queue.work('sweep', { ...WORK, concurrency: 3 }, async () => {
        running += 1
        most = Math.max(most, running)
        if (running === 3) gate.open()
        await gate.opened
        await queue.count('sweep')
        running -= 1
        done += 1
      })
      await until(() => done === 7)
      expect(most).toBe(3)
    }),
  )

  it(
    'counts what waits and what runs',
    withQueue(async (queue) => {
      expect(await queue.count('sweep')).toEqual({ waiting: 0, running: 0 })
      for (const key of ['a', 'b', 'c']) await queue.send('sweep', key)
      await queue.send('sweep', 'd', { startAfter: '9000-01-01T00:00:00.000Z' })
      expect(await queue.count('sweep')).toEqual({ waiting: 4, running: 0 })
      const gate = latch()
      let runs = 0
      await queue.work('sweep', { ...WORK, concurrency: 2 }, async () => {
        runs += 1
        await gate.opened
      })
      await until(() => runs === 2)
      expect(await queue.count('sweep')).toEqual({ waiting: 2, running: 2 })
      gate.open()
      await until(async () => (await queue.count('sweep')).waiting === 1)
      await until(async () => (await queue.count('sweep')).running === 0)
    }),
  )
}
