/** A piece of work in the background. Its data are ids, never a secret: queues are tables, and tables are read. */
export interface Job {
  readonly kind: string
  /** One job of a kind and key waits or runs at a time. */
  readonly key: string
  readonly data: Readonly<Record<string, string>>
  /** Ends when the queue closes or the job's time is up. */
  readonly signal: AbortSignal
}

export interface JobOptions {
  readonly data?: Readonly<Record<string, string>>
  /** ISO 8601. Default is at once. */
  readonly startAfter?: string
}

export interface WorkOptions {
  /** Jobs at a time in this process. */
  readonly concurrency: number
  /** A job whose worker has not answered for so long is given to another one. Whole seconds, at least 1,000. */
  readonly expireInMs: number
  /** How often a job that failed is tried again, with growing pauses. */
  readonly retries: number
}

/** Work for one or many processes. */
export interface JobQueue {
  /** False where a job of this kind and key waits or runs already. */
  send(kind: string, key: string, options?: JobOptions): Promise<boolean>
  /** Takes jobs of a kind until the queue closes. Call once per kind. */
  work(kind: string, options: WorkOptions, handler: (job: Job) => Promise<void>): Promise<void>
  /** Jobs that wait and jobs that run, over all processes. */
  count(kind: string): Promise<{ readonly waiting: number; readonly running: number }>
  /** Takes no more jobs, waits for those that run, for at most `timeoutMs` (default 30,000), then signals them to stop. */
  close(options?: { readonly timeoutMs?: number }): Promise<void>
}

export interface QueueOptions {
  /** How often to look for work. Default is 2,000; at least 500. */
  readonly pollMs?: number
  /** Told of a job that failed for good, and of trouble with the queue itself; never of its data. */
  readonly onError?: (error: unknown, job?: Pick<Job, 'kind' | 'key'>) => void
}
