import type { RetryRules } from '../definition.ts'

export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpOptions {
  /** Hosts the request may go to; a leading `*.` allows any subdomain. */
  readonly allowedHosts: readonly string[]
  /** For the whole exchange, retries included. Default is 30,000. */
  readonly timeoutMs?: number
  /** Default is 5 MiB. */
  readonly maxAnswerBytes?: number
  readonly retry?: RetryRules
  /** An answer that asks for a longer wait than this is handed back instead of waited for. Default is 60,000. */
  readonly maxWaitMs?: number
  readonly signal?: AbortSignal
}

/** Whatever came back, whatever its status; redirects are handed back, never followed. */
export interface HttpAnswer {
  readonly status: number
  /** Names in lower case; several values are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends one request through the one door. Rejects with `TransportError` when there is no answer to hand back. */
export type HttpClient = (request: HttpRequest, options: HttpOptions) => Promise<HttpAnswer>
