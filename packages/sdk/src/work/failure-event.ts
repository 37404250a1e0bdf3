import { ConnformError, type Job } from '@connform/core'
import type { WorkEvent } from './work.ts'

/** A failure as it is told. Only what is ours is repeated: the message of a foreign error may hold anything. */
export function failureEvent(error: unknown, job?: Pick<Job, 'kind' | 'key'>): WorkEvent {
  const known = error instanceof ConnformError
  return {
    kind: 'failed',
    work: job?.kind ?? 'queue',
    ...subjectOf(job?.key),
    code: known ? error.code : 'ERR_STORE',
    message: known ? error.message : 'The work in the background failed.',
  }
}

function subjectOf(key: string | undefined): { tenant?: string; connection?: string } {
  if (key === undefined || !key.startsWith('[')) return key === undefined || key === 'all' ? {} : { tenant: key }
  try {
    const [tenant, connection]: unknown[] = JSON.parse(key)
    return { tenant: String(tenant), connection: String(connection) }
  } catch {
    return { tenant: key }
  }
}
