import { failureCode } from './failure-code.ts'
import { aborted, latch, until, type WithQueue, WORK } from './job-queue-helpers.ts'
import type { ContractRunner } from './runner.ts'

/** A queue that closes lets its jobs end. */
export function jobQueueCloseContract({ it, expect }: ContractRunner, withQueue: WithQueue): void {
  it(
    'closes when the job that runs has ended, and takes no other',
    withQueue(async (queue, told) => {
      const gate = latch()
      const events: string[] = []
      await queue.send('sweep', 'a')
      await queue.send('sweep', 'b')
      await queue.work('sweep', WORK, async ({ key, signal }) => {
        events.push(`${key} starts`)
        await gate.opened
        events.push(`${key} ends${signal.aborted ? ', told to stop' : ''}`)
      })
      await until(() => events.length === 1)
      const closing = queue.close().then(() => events.push('closed'))
      expect(await failureCode(() => queue.send('sweep', 'c'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => queue.count('sweep'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => queue.work('renew', WORK, async () => {}))).toBe('ERR_CLOSED')
      gate.open()
      await closing
      await queue.close()
      expect(events).toEqual(['a starts', 'a ends', 'closed'])
      expect(told).toEqual([])
    }),
  )

  it(
    'signals a job that runs on when it has waited for as long as it was told to',
    withQueue(async (queue, told) => {
      const events: string[] = []
      await queue.send('sweep', 'a')
      await queue.work('sweep', WORK, async ({ signal }) => {
        events.push('starts')
        await aborted(signal)
        events.push('stops')
        throw new Error('It was told to stop.')
      })
      await until(() => events.length === 1)
      await queue.close({ timeoutMs: 50 })
      expect(events).toEqual(['starts', 'stops'])
      expect(told).toEqual([])
    }),
  )
}
