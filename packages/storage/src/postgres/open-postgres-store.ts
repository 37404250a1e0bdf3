import type { Store } from '@connform/core'
import { sqlStore } from '../sql/sql-store.ts'
import { migrate } from './migrate.ts'
import { postgresConnection } from './postgres-connection.ts'
import { postgresFailure } from './postgres-failure.ts'
import { openPool, type PostgresPool } from './postgres-pool.ts'
import { postgresRun } from './postgres-run.ts'
import { postgresSql } from './postgres-sql.ts'
import { provideRoles } from './provide-roles.ts'
import { queueDatabase } from './queue-database.ts'

/**
 * A store in a PostgreSQL database, in a schema of its own.
 *
 * @param pool Used instead of one of the store's own, and left open when the store is closed.
 */
export async function openPostgresStore(url: string, pool?: PostgresPool): Promise<Store> {
  const own = pool === undefined ? await openPool(url) : undefined
  const used = pool ?? own
  if (used === undefined) throw new TypeError('There is no pool.')
  try {
    await prepare(used)
  } catch (error) {
    await own?.end()
    throw postgresFailure(error)
  }
  const run = postgresRun(used)
  let closing: Promise<void> | undefined

  async function close(): Promise<void> {
    await run.close()
    await own?.end()
  }

  return Object.freeze({
    ...sqlStore(run, postgresSql),
    openQueue: async (options) => (await import('../queue/pg-boss-queue.ts')).pgBossQueue(queueDatabase(used), options),
    close() {
      closing ??= close()
      return closing
    },
  } satisfies Store)
}

async function prepare(pool: PostgresPool): Promise<void> {
  const client = await pool.connect()
  const noted = () => undefined
  client.on('error', noted)
  let isSound = false
  try {
    const db = postgresConnection(client)
    await provideRoles(db)
    await migrate(db)
    isSound = true
  } finally {
    client.removeListener('error', noted)
    client.release(!isSound)
  }
}
