import { jobQueueContract } from '@connform/core/contracts'
import { describe, expect, it } from 'vitest'
import { localQueue } from '../../src/queue/local-queue.ts'

jobQueueContract({ describe, it, expect }, async (options) => localQueue(options))
