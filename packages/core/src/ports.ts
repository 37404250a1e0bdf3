// What the runtime needs from outside, as interfaces. Floors above implement them; nothing here has a default.

export type * from './ports/adapter.ts'
export type * from './ports/clock.ts'
export type * from './ports/connection-store.ts'
export type * from './ports/data-key-store.ts'
export type * from './ports/http.ts'
export type * from './ports/oauth.ts'
export type * from './ports/oauth-store.ts'
export type * from './ports/store.ts'
export type * from './ports/vault.ts'
