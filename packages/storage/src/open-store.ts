import { ConnformError, type Store } from '@connform/core'
import type { PostgresPool } from './postgres/postgres-pool.ts'

export interface StoreOptions {
  /** For PostgreSQL: a `Pool` of the package `pg`, used instead of one made for the URL, and left open by `close`. */
  readonly pool?: PostgresPool
}

type Opener = (url: string, location: string, options: StoreOptions) => Promise<Store>

// Loaded when asked for: Kysely and the drivers take longer to load than most commands to run.
const openers: Readonly<Record<string, Opener>> = Object.freeze({
  sqlite: async (_, location) => (await import('./sqlite/open-sqlite-store.ts')).openSqliteStore(location),
  postgres: openPostgres,
  postgresql: openPostgres,
})

/**
 * Opens the store a URL names, makes it where there is none, and brings its tables up to date.
 *
 * In PostgreSQL (15 or later) the tables lie in the schema `connform`, so the database can be shared, and two roles of
 * the server keep tenants apart, `connform_tenant` and `connform_system`. They are made by the first user that may make
 * roles; another one gets an error with what an administrator has to run. Searches use the extension `pg_trgm` where the
 * database has it or lets it be made when the tables are; without it they find the same, but read every search text of
 * the tenant.
 *
 * @param url `sqlite:PATH` (relative to the working folder, or absolute), `sqlite::memory:`, which is gone once closed,
 *   or `postgres://USER:PASSWORD@HOST/DATABASE`.
 * @throws ConnformError `ERR_OPTION_INVALID` for any other URL, `ERR_STORE` for a database that cannot be used,
 *   `ERR_STORE_NEWER` for one a newer release has changed.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const [, scheme = '', location = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? []
  const open = Object.hasOwn(openers, scheme.toLowerCase()) ? openers[scheme.toLowerCase()] : undefined
  if (open === undefined || location === '') {
    // Such a URL may hold a password, so it is not repeated.
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'The database has to be named by a URL that starts with sqlite: or postgres:.',
      'Use sqlite:PATH, sqlite::memory: or postgres://USER:PASSWORD@HOST/DATABASE.',
    )
  }
  return open(url, location, options)
}

async function openPostgres(url: string, _: string, { pool }: StoreOptions): Promise<Store> {
  return (await import('./postgres/open-postgres-store.ts')).openPostgresStore(url, pool)
}
