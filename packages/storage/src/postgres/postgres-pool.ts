import { ConnformError } from '@connform/core'

/** What the store needs of a `Pool` of the package `pg`, of any copy of it. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>
}

export interface PostgresClient {
  /** Whether it sends a query before those ahead of it are answered. */
  readonly pipeline?: boolean
  query(query: PostgresQuery): Promise<PostgresAnswer>
  release(destroy?: boolean): void
  on(event: 'error', listener: () => void): unknown
  removeListener(event: 'error', listener: () => void): unknown
}

export interface PostgresQuery {
  readonly text: string
  readonly values?: unknown[]
  readonly types?: { getTypeParser(oid: number, format?: string): (text: string) => unknown }
}

export interface PostgresAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: as `pg` has it
  readonly rows: any[]
  readonly rowCount: number | null
  readonly command: string
}

export interface OwnPool extends PostgresPool {
  end(): Promise<void>
}

/** More would only wait for each other in the server. */
const MAX_CONNECTIONS = 10
const CONNECT_TIMEOUT_MS = 10_000
/** Longer than anything the store asks for takes with a million connections. */
const STATEMENT_TIMEOUT_MS = 30_000
/** A process that stands still in a transaction keeps its locks no longer. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000

/** A pool of the store's own. What the URL says of these settings goes first. */
export async function openPool(url: string): Promise<OwnPool> {
  if (!URL.canParse(url)) {
    // Such a URL may hold a password, so it is not repeated.
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'The URL of the PostgreSQL database cannot be read.',
      'Use postgres://USER:PASSWORD@HOST/DATABASE, with special characters of the password percent-encoded.',
    )
  }
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'connform',
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    pipeline: true,
  })
  // A connection that breaks while nobody uses it; the pool makes another one when it is needed.
  pool.on('error', () => undefined)
  return pool
}
