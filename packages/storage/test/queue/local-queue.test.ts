import { jobQueueContract } from '@connform/core/contracts'
import { describe, expect, it } from 'vitest'
import { localQueue } from '../../src/queue/local-queue.ts'
import { retryPauseMs } from '../../src/queue/retry-pause.ts'
import { runNode } from './support/run-node.ts'

// Most of them wait, so they wait together.
jobQueueContract({ describe, it: it.concurrent, expect }, async (options) => localQueue(options))

it('starts a job by the clock it was given', async () => {
  const queue = localQueue({ clock: () => new Date('9000-01-01T00:00:00.000Z') })
  const started = Promise.withResolvers<string>()
  await queue.work('sweep', { concurrency: 1, expireInMs: 1_000, retries: 0 }, async ({ key }) => started.resolve(key))
  await queue.send('sweep', 'a', { startAfter: '8999-12-31T23:59:59.000Z' })
  expect(await started.promise).toBe('a')
  await queue.close()
})

it('runs no more jobs than it may when a job sends others', async () => {
  const queue = localQueue()
  let running = 0
  let most = 0
  const done = Promise.withResolvers<void>()
  await queue.work('sweep', { concurrency: 2, expireInMs: 1_000, retries: 0 }, async ({ key }) => {
    running += 1
    most = Math.max(most, running)
    if (key.length < 5) for (const suffix of ['a', 'b', 'c']) void queue.send('sweep', key + suffix)
    await queue.count('sweep')
    running -= 1
    const { waiting } = await queue.count('sweep')
    if (waiting === 0 && running === 0) done.resolve()
  })
  await queue.send('sweep', 'x')
  await done.promise
  expect(most).toBe(2)
  await queue.close()
})

it('is told to look for work neither too often nor at no time', () => {
  for (const pollMs of [0, 499, Number.NaN, 1_000.5]) {
    expect(() => localQueue({ pollMs })).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  }
})

it('keeps no process alive', async () => {
  const body = `
    import { localQueue } from './src/queue/local-queue.ts'
    const queue = localQueue()
    await queue.work('sweep', { concurrency: 1, expireInMs: 60_000, retries: 5 }, async ({ key }) => {
      console.log(key)
      if (key === 'fails') throw new Error('It is tried again, later.')
    })
    await queue.send('sweep', 'fails')
    await queue.send('sweep', 'never', { startAfter: '9000-01-01T00:00:00.000Z' })`
  expect(await runNode(['--eval', body]).ended).toBe('fails\n')
})

it('leaves a handler of onError to its own mistakes', async () => {
  const body = `
    import { localQueue } from './src/queue/local-queue.ts'
    process.on('uncaughtException', ({ message }) => console.log(message))
    const queue = localQueue({ onError: () => { throw new Error('told badly') } })
    await queue.work('sweep', { concurrency: 1, expireInMs: 60_000, retries: 0 }, async ({ key }) => {
      if (key === 'b') return console.log('b is done')
      throw new Error('It fails.')
    })
    await queue.send('sweep', 'a')
    await queue.send('sweep', 'b')
    setTimeout(() => queue.close(), 100)`
  expect((await runNode(['--eval', body]).ended).split('\n').sort()).toEqual(['', 'b is done', 'told badly'])
})

it('pauses twice as long each time, half of it by chance, and for five minutes at most', () => {
  for (const [attempt, seconds] of [
    [0, 1],
    [1, 2],
    [2, 4],
    [7, 128],
  ] as const) {
    const pauses = Array.from({ length: 200 }, () => retryPauseMs(attempt))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(seconds * 1_000)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds * 2_000)
    expect(new Set(pauses).size).toBeGreaterThan(100)
  }
  expect(retryPauseMs(1_000)).toBe(300_000)
})
