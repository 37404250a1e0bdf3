import { failureCode } from './failure-code.ts'
import type { WithQueue } from './job-queue-helpers.ts'
import type { ContractRunner } from './runner.ts'

/** What no queue takes: what is not ids, or too much, or cannot be meant. */
export function jobRefusalContract({ it, expect }: ContractRunner, withQueue: WithQueue): void {
  const idle = async () => {}

  it(
    'refuses data that are anything but strings, and too many of them',
    withQueue(async (queue) => {
      const refused: readonly unknown[] = [
        { count: 1 },
        { nested: { id: 'a' } },
        { list: ['a'] },
        { nothing: null },
        { absent: undefined },
        { text: 'a\0b' },
        { text: '\ud800' },
        { 'a\0b': 'text' },
        { text: 'x'.repeat(5_000) },
        { text: 'ä'.repeat(2_100) },
        'text',
        null,
      ]
      for (const data of refused) {
        const options = { data: data as Record<string, string> }
        expect(await failureCode(() => queue.send('sweep', 'a', options))).toBe('ERR_OPTION_INVALID')
      }
      expect(await queue.count('sweep')).toEqual({ waiting: 0, running: 0 })
      expect(await queue.send('sweep', 'a', { data: { text: 'x'.repeat(4_000), "it's": '"\\\n\u{1f4a1}' } })).toBe(true)
    }),
  )

  it(
    'refuses kinds, keys and times that are none',
    withQueue(async (queue) => {
      for (const kind of ['', 'Sweep', 'a b', "a'; drop table job", 'a'.repeat(65), '1a', undefined as never]) {
        expect(await failureCode(() => queue.send(kind, 'a'))).toBe('ERR_OPTION_INVALID')
        expect(await failureCode(() => queue.count(kind))).toBe('ERR_OPTION_INVALID')
      }
      for (const key of ['', 'a\0', '\udc00', 'a'.repeat(501), 1 as never]) {
        expect(await failureCode(() => queue.send('sweep', key))).toBe('ERR_OPTION_INVALID')
      }
      expect(await failureCode(() => queue.send('sweep', 'a', { startAfter: 'soon' }))).toBe('ERR_OPTION_INVALID')
      expect(await queue.send('sweep', 'it\'s \u{1f4a1} "a" \\ key')).toBe(true)
    }),
  )

  it(
    'refuses a concurrency, a time and retries that cannot be meant, and a second worker of a kind',
    withQueue(async (queue) => {
      const good = { concurrency: 1, expireInMs: 1_000, retries: 0 }
      const refused = [
        { concurrency: 0 },
        { concurrency: 1.5 },
        { expireInMs: 999 },
        { expireInMs: 1_500 },
        { expireInMs: 86_401_000 },
        { retries: -1 },
        { retries: Number.NaN },
      ]
      for (const one of refused) {
        expect(await failureCode(() => queue.work('sweep', { ...good, ...one }, idle))).toBe('ERR_OPTION_INVALID')
      }
      await queue.work('sweep', good, idle)
      expect(await failureCode(() => queue.work('sweep', good, idle))).toBe('ERR_OPTION_INVALID')
    }),
  )
}
