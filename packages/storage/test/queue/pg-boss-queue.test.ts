import { jobQueueContract } from '@connform/core/contracts'
import { describe, expect, it } from 'vitest'
import { pgBossQueue } from '../../src/queue/pg-boss-queue.ts'
import { newPool } from './support/pool.ts'

// Most of them wait, so they wait together.
jobQueueContract({ describe, it: it.concurrent, expect }, async (options) => pgBossQueue(await newPool(), options))
