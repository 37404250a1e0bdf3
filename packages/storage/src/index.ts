export { openStore, type StoreOptions } from './open-store.ts'
export type { PostgresPool } from './postgres/postgres-pool.ts'
