import { ConnformError, type Store } from '@connform/core'

type Opener = (location: string) => Promise<Store>

// Loaded when asked for: Kysely and the driver take longer to load than most commands to run.
const openers: Readonly<Record<string, Opener>> = Object.freeze({
  sqlite: async (location) => (await import('./sqlite/open-sqlite-store.ts')).openSqliteStore(location),
  postgres: postgresLater,
  postgresql: postgresLater,
})

/**
 * Opens the store a URL names, makes it where there is none, and brings its tables up to date.
 *
 * @param url `sqlite:PATH` (relative to the working folder, or absolute) or `sqlite::memory:`, which is gone once closed.
 * @throws ConnformError `ERR_OPTION_INVALID` for any other URL, `ERR_UNSUPPORTED` for PostgreSQL, `ERR_STORE` for a
 *   database that cannot be used, `ERR_STORE_NEWER` for one a newer release has changed.
 */
export async function openStore(url: string): Promise<Store> {
  const [, scheme = '', location = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? []
  const open = Object.hasOwn(openers, scheme.toLowerCase()) ? openers[scheme.toLowerCase()] : undefined
  if (open === undefined || location === '') {
    // Such a URL may hold a password, so it is not repeated.
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'The database has to be named by a URL that starts with sqlite: and names a file.',
      'Use sqlite:PATH or sqlite::memory:.',
    )
  }
  return open(location)
}

async function postgresLater(): Promise<never> {
  throw new ConnformError(
    'ERR_UNSUPPORTED',
    'PostgreSQL is not supported by this release; it comes with a later one.',
    'Use sqlite:PATH.',
  )
}
