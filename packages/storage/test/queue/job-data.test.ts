import fc from 'fast-check'
import { expect, it } from 'vitest'
import { localQueue } from '../../src/queue/local-queue.ts'
import { pgBossQueue } from '../../src/queue/pg-boss-queue.ts'
import { newPool } from './support/pool.ts'
import { until } from './support/until.ts'

// Any character but the one that PostgreSQL does not store.
const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((one) => !one.includes('\0'))
const jobs = fc.array(
  fc.record({
    key: text.filter((key) => key !== ''),
    data: fc.dictionary(fc.oneof(text, fc.constant('__proto__')), text, { maxKeys: 5 }),
  }),
  { minLength: 1, maxLength: 10 },
)

const queues = {
  'in this process': async () => localQueue(),
  'on PostgreSQL': async () => pgBossQueue(await newPool()),
}

for (const [where, openQueue] of Object.entries(queues)) {
  it(`hands over keys and data as they were sent, ${where}`, async () => {
    const queue = await openQueue()
    let count = 0
    const received = new Map<string, unknown>()
    await queue.work('sweep', { concurrency: 10, expireInMs: 20_000, retries: 0 }, async ({ key, data }) => {
      received.set(key, Object.entries(data).sort())
    })
    await fc.assert(
      fc.asyncProperty(jobs, async (sent) => {
        received.clear()
        // Distinct, of which there is one at a time.
        const expected = new Map(sent.map(({ key, data }) => [`${count++} ${key}`, data]))
        for (const [key, data] of expected) expect(await queue.send('sweep', key, { data })).toBe(true)
        await until(() => received.size === expected.size)
        for (const [key, data] of expected) expect(received.get(key)).toEqual(Object.entries(data).sort())
      }),
      { numRuns: 30 },
    )
    await queue.close()
  })
}
