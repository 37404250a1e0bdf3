import autocannon, { type Request } from 'autocannon'
import type { Child } from './child.ts'

const CONNECTIONS = 10

/** One operation, as it is asked of both servers. */
export interface Operation {
  readonly name: string
  /** Sent in turns by each connection. */
  readonly requests: readonly Request[]
}

/** What one load brought. */
export interface Load {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Answers other than 2xx, and requests without an answer. */
  readonly errors: number
}

/** Asks a server as fast as it answers, over a few connections that are kept open. */
export async function load({ url }: Child, { requests }: Operation, options: LoadOptions): Promise<Load> {
  const { seconds, headers } = options
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    headers: { ...headers },
    requests: [...requests],
  })
  const { errors, timeouts, non2xx, latency, duration } = result
  return {
    perSecond: result['2xx'] / duration,
    p50: latency.p50,
    p99: latency.p99,
    errors: errors + timeouts + non2xx,
  }
}

export interface LoadOptions {
  readonly seconds: number
  readonly headers: Readonly<Record<string, string>>
}
