import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Runs one operation on an open database; failures come out as `ConnformError`s. */
export type Run = <T>(operation: (db: Kysely<Tables>) => Promise<T>) => Promise<T>
