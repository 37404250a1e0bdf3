import type { JobQueue, QueueOptions } from '../ports.ts'
import { jobFailureContract } from './job-failure-contract.ts'
import { jobQueueCloseContract } from './job-queue-close-contract.ts'
import type { Told, WithQueue } from './job-queue-helpers.ts'
import { jobRefusalContract } from './job-refusal-contract.ts'
import { jobSendingContract } from './job-sending-contract.ts'
import type { ContractRunner } from './runner.ts'

/**
 * What every {@link JobQueue} does. Run it in the tests of an implementation:
 *
 * ```ts
 * jobQueueContract({ describe, it, expect }, async (options) => localQueue(options))
 * ```
 *
 * @param openQueue Opens a queue with nothing in it; called once per test, which closes it.
 */
export function jobQueueContract(
  runner: ContractRunner,
  openQueue: (options: QueueOptions) => Promise<JobQueue>,
): void {
  /** Runs `body` on a queue of its own. */
  const withQueue: WithQueue = (body) => async () => {
    const told: Told[] = []
    const queue = await openQueue({ pollMs: 500, onError: (error, job) => told.push({ error, job }) })
    try {
      await body(queue, told)
    } finally {
      await queue.close()
    }
  }

  runner.describe('a queue of jobs', () => {
    jobSendingContract(runner, withQueue)
    jobFailureContract(runner, withQueue)
    jobRefusalContract(runner, withQueue)
    jobQueueCloseContract(runner, withQueue)
  })
}
