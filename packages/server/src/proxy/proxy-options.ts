import type { Role } from 'connform'

/** Methods that can be sent on. */
export const proxyMethods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export type ProxyMethod = (typeof proxyMethods)[number]

/** What may be sent on through `connections/:id/proxy/*`, and by whom. */
export interface ProxyOptions {
  /** Default is all of them. */
  readonly methods?: readonly ProxyMethod[]
  /** The least role of an API key, by method. Default is `editor` for each: the answers are the provider's data. */
  readonly roles?: Readonly<Partial<Record<ProxyMethod, Role>>>
  /** Bytes of a request's body. Default is 104,857,600; an answer may have any length. */
  readonly maxBodyBytes?: number
}

export const DEFAULT_PROXY_ROLE: Role = 'editor'
export const DEFAULT_MAX_BODY_BYTES = 104_857_600
