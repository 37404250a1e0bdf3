/** What a life is told. */
export interface Task {
  readonly database: string
  readonly keyFile: string
  readonly hosts: Readonly<Record<string, string>>
  /** Of a connection that signs with a token. */
  readonly form: Readonly<Record<string, string>>
  /** Id of a connection whose tokens are renewed. */
  readonly pim: string
  /** Connections that only lives of this lane change. */
  readonly lane: string
  readonly own: readonly string[]
  /** Counts the secrets of this lane. */
  readonly serial: number
  readonly epochMs: number
}

/** What a life is about to do, and what was acknowledged. */
export type Line =
  | { readonly about: 'create'; readonly name: string; readonly secret: string }
  | { readonly about: 'edit'; readonly id: string; readonly secret: string }
  | { readonly about: 'remove' | 'renew'; readonly id: string }
  | { readonly about: 'rotate' | 'sweep' }
  | { readonly done: 'create'; readonly id: string; readonly name: string; readonly secret: string }
  | { readonly done: 'edit'; readonly id: string; readonly secret: string }
  | { readonly done: 'remove'; readonly id: string }
  | { readonly done: 'renew'; readonly id: string; readonly status: number }
  | { readonly done: 'start' | 'rotate' | 'sweep' }
