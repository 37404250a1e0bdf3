/** One way in which the sandbox misbehaves instead of answering as documented. */
export type Fault = WireFault | AnswerFault

/** Something is wrong with the connection or the bytes, whatever the provider. */
export type WireFault =
  /** The usual answer, this much later. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** No answer at all until the sandbox closes. */
  | { readonly kind: 'silent' }
  /** The connection ends before a status is sent. */
  | { readonly kind: 'cut-before-headers' }
  /** The connection ends in the middle of the usual answer's body. */
  | { readonly kind: 'cut-in-body' }
  /** A 200 of JSON that never ends, without a length. */
  | { readonly kind: 'endless-body' }
  /** A 200 of JSON with its length; 1 GiB by default. */
  | { readonly kind: 'huge-body'; readonly bytes?: number }
  /** A 200 of JSON, small on the wire and 1 GiB (by default) once unpacked. */
  | { readonly kind: 'gzip-bomb'; readonly bytes?: number }

/** A well-formed answer that says something is wrong, or is not what was asked for. */
export type AnswerFault =
  /** 401 as for a token that was deleted. */
  | { readonly kind: 'revoked-token' }
  /**
   * As for a token of another store. The documentation gives both 401 (default) and 403, and the live text is not
   * known; `title` tries another one.
   */
  | { readonly kind: 'wrong-store'; readonly status?: 401 | 403; readonly title?: string }
  /** 503 as for a store that is suspended or in maintenance. */
  | { readonly kind: 'suspended' }
  /** 429 with the rate-limit headers; both waits are 15 seconds by default and may differ. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number; readonly resetMs?: number }
  /** 429 without any rate-limit header: the platform as a whole has too much to do. */
  | { readonly kind: 'overloaded' }
  /** 200 with an HTML page that leads to a login. */
  | { readonly kind: 'login-page' }
  /** 204 without a body where JSON is expected. */
  | { readonly kind: 'empty' }
  /** 302 by default, to the sandbox's other host unless `location` says where. */
  | { readonly kind: 'redirect'; readonly status?: 301 | 302 | 303 | 307 | 308; readonly location?: string }
  /** 500 by default, with a JSON error. */
  | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 | 504 }
  /** The store information names another store than the one in the path; everything else is as usual. */
  | { readonly kind: 'other-account' }

export interface FaultOptions {
  /** The fault goes away after this many requests. Default is never. */
  readonly times?: number
  /** Only for this path below the store, for example `/v2/time`. Default is every path. */
  readonly path?: string
}

const wireKinds: Readonly<Record<WireFault['kind'], true>> = {
  slow: true,
  silent: true,
  'cut-before-headers': true,
  'cut-in-body': true,
  'endless-body': true,
  'huge-body': true,
  'gzip-bomb': true,
}

export const isWireFault = (fault: Fault): fault is WireFault => Object.hasOwn(wireKinds, fault.kind)
