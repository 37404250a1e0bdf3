import type { ActiveNotice, Cause } from '@connform/core'

export interface WorkOptions {
  /** How long after its last test an active connection is tested again. Default is 24 hours; 0 is never. */
  readonly retestEveryMs?: number
  /** How long before their end tokens are renewed, though never in the first four fifths of their life. Default is 5 minutes. */
  readonly renewAheadMs?: number
  /** How often to look for what is due. Default is one minute. */
  readonly lookEveryMs?: number
  /** How often to look after keys, notices and what has expired. Default is one hour. */
  readonly housekeepEveryMs?: number
  /** Connections looked after at a time in this process, 1 to 64; of one account one at a time. Default is 4. */
  readonly concurrency?: number
  /** How often to ask the queue for work. Default is 2 seconds. */
  readonly pollMs?: number
  /** A worker that has not answered for so long loses its job to another one. Default is 2 minutes. */
  readonly expireInMs?: number
  /** Told of what was done and what failed. Must not throw. */
  readonly onEvent?: (event: WorkEvent) => void
}

/** What was done in the background. */
export type WorkEvent =
  | { readonly kind: 'tested'; readonly tenant: string; readonly connection: string; readonly cause: Cause }
  | { readonly kind: 'renewed'; readonly tenant: string; readonly connection: string }
  | { readonly kind: 'purged'; readonly tenant: string; readonly connection: string }
  | {
      readonly kind: 'swept'
      readonly tenant: string
      readonly resealed: number
      readonly remaining: number
      readonly destroyed: readonly string[]
    }
  /** A notice that some connections of a tenant are about to meet, or meet from today on. */
  | {
      readonly kind: 'notice'
      readonly tenant: string
      readonly notice: DueNotice
      /** How many connections it is about. */
      readonly connections: number
    }
  /** The account cannot be reached or asks for a pause: its connections are left alone until then. */
  | { readonly kind: 'paused'; readonly account: string; readonly until: string }
  | {
      readonly kind: 'failed'
      readonly work: string
      readonly tenant?: string
      readonly connection?: string
      readonly code: string
      readonly message: string
    }

export interface DueNotice extends ActiveNotice {
  readonly definition: string
  /** ISO 8601 date: when it takes effect, or ends what works. */
  readonly on: string
  readonly daysLeft: number
}

/** Work in the background, until closed. */
export interface Worker {
  /** Takes no more work and waits for what is under way. */
  close(): Promise<void>
}
