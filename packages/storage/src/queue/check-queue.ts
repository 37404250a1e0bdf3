import { ConnformError, type JobOptions, type QueueOptions, type WorkOptions } from '@connform/core'

const KIND = /^[a-z][a-z0-9._-]{0,63}$/
const MAX_KEY_CHARACTERS = 500
const MAX_DATA_BYTES = 4_096
const MAX_EXPIRE_MS = 24 * 60 * 60 * 1_000
const DEFAULT_POLL_MS = 2_000
const MIN_POLL_MS = 500

/** A job whose words have been looked at. */
export interface CheckedJob {
  readonly data: Readonly<Record<string, string>>
  /** Milliseconds since 1970; absent is at once. */
  readonly startAfterMs: number | undefined
}

/** A kind is the name of a queue in SQL, so it is plain. */
export function checkKind(kind: string): string {
  if (typeof kind === 'string' && KIND.test(kind)) return kind
  throw invalid(
    'The kind of a job has to be a short plain name.',
    'Use lower-case letters, digits, dots, hyphens and underscores.',
  )
}

/** What a job may hold: ids, which are strings, and few of them. Nothing of what is refused is repeated. */
export function checkJob(key: string, { data = {}, startAfter }: JobOptions = {}): CheckedJob {
  if (!isText(key) || key === '' || key.length > MAX_KEY_CHARACTERS) {
    throw invalid(`The key of a job has to be a text of at most ${MAX_KEY_CHARACTERS} characters.`)
  }
  if (typeof data !== 'object' || data === null || !Object.entries(data).flat().every(isText)) {
    throw invalid('The data of a job have to be strings by name.', 'Pass the ids of records, not the records.')
  }
  if (new TextEncoder().encode(JSON.stringify(data)).length > MAX_DATA_BYTES) {
    throw invalid(`The data of a job are larger than ${MAX_DATA_BYTES} bytes.`, 'Pass the ids of records alone.')
  }
  const startAfterMs = startAfter === undefined ? undefined : Date.parse(startAfter)
  if (Number.isNaN(startAfterMs)) throw invalid('A job can only start after a time written as in ISO 8601.')
  return { data: Object.freeze({ ...data }), startAfterMs }
}

export function checkWork({ concurrency, expireInMs, retries }: WorkOptions): void {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) throw invalid('At least one job has to run at a time.')
  if (!Number.isSafeInteger(retries) || retries < 0) throw invalid('Retries are counted in whole numbers from 0.')
  if (!Number.isSafeInteger(expireInMs / 1_000) || expireInMs < 1_000 || expireInMs > MAX_EXPIRE_MS) {
    throw invalid('The time of a job has to be whole seconds, from 1,000 milliseconds to a day.')
  }
}

/** @returns How often to look for work. */
export function checkPoll({ pollMs = DEFAULT_POLL_MS }: QueueOptions): number {
  if (Number.isSafeInteger(pollMs) && pollMs >= MIN_POLL_MS) return pollMs
  throw invalid(`The time between two looks for work has to be at least ${MIN_POLL_MS} milliseconds.`)
}

export function queueClosed(): ConnformError {
  return new ConnformError('ERR_CLOSED', 'The queue is closed.')
}

export function worksAlready(kind: string): ConnformError {
  return invalid(
    `Jobs of the kind ${kind} are taken already.`,
    'Ask for each kind once; raise its concurrency instead.',
  )
}

function invalid(message: string, hint?: string): ConnformError {
  return new ConnformError('ERR_OPTION_INVALID', message, hint)
}

/** PostgreSQL stores neither a NUL nor half a surrogate pair. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}
