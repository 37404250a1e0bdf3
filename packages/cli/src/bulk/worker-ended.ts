/** A worker thread ended while it had work. Says why by the error's code or name: its message may hold anything. */
export class WorkerEndedError extends Error {
  readonly code = 'ERR_WORKER_ENDED'
  readonly hint: string

  constructor(reason: string) {
    super(`A worker thread ended before its work was done (${reason}).`)
    this.name = 'WorkerEndedError'
    this.hint = hints[reason] ?? 'Please report this line together with what you did. --jobs 1 works without threads.'
  }
}

const hints: Readonly<Record<string, string>> = Object.freeze({
  ERR_WORKER_OUT_OF_MEMORY: 'Give it fewer --jobs, or shorter lines.',
  ERR_WORKER_INIT_FAILED: 'Give it fewer --jobs: the system starts no more threads.',
})
