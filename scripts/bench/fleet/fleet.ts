import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeyFile } from '@connform/vault'
import { fillDatabase } from 'connform-seed'
import { progressBar } from 'connform-seed/progress-bar'
import { startPostgres } from '../../postgres/start-postgres.ts'
import { openBare } from './bare.ts'

import { TENANT } from './fleet-tenant.ts'

/** A database full of made-up connections. */
export interface Fleet {
  /** The database with its release. */
  readonly release: string
  /** How it is set up, as a sentence. */
  readonly setUp: string
  /** Number of connections. */
  readonly count: number
  readonly url: string
  readonly keyFile: string
  /** The URL of a database with the same rows, for writes that must not be in the way of those to the first. */
  copy(): Promise<string>
  /** An empty database of the same kind. */
  empty(): Promise<string>
  remove(): Promise<void>
}

export const fleets: readonly ((count: number) => Promise<Fleet>)[] = Object.freeze([sqliteFleet, postgresFleet])

async function sqliteFleet(count: number): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'connform-fleet-'))
  const path = (name: string): string => join(folder, name)
  const fleet: Fleet = {
    release: `SQLite ${process.versions.sqlite}`,
    setUp:
      'Both have a write-ahead log, flush every transaction, and keep as many pages in memory as SQLite does by itself.',
    count,
    url: `sqlite:${path('fleet.db')}`,
    keyFile: path('fleet.key'),
    copy: async () => {
      copyFileSync(path('fleet.db'), path('copy.db'))
      return `sqlite:${path('copy.db')}`
    },
    empty: async () => `sqlite:${path('empty.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
  await fill(fleet)
  return fleet
}

/** As one would set it up for a table of this size; what is cleaned up behind writes is cleaned up between measurements. */
const settings = { shared_buffers: '1GB', max_wal_size: '8GB', autovacuum: 'off' }

async function postgresFleet(count: number): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'connform-fleet-'))
  const postgres = await startPostgres({ unsafe: false, settings })
  const url = await postgres.newDatabase()
  const fleet: Fleet = {
    release: await postgresRelease(url),
    setUp: `PostgreSQL is on the same machine, reached by a socket, and flushes every transaction; ${Object.entries(
      settings,
    )
      .map(([name, value]) => `${name} is ${value}`)
      .join(', ')}.`,
    count,
    url,
    keyFile: join(folder, 'fleet.key'),
    // Here, writers are not in each other's way.
    copy: async () => url,
    empty: () => postgres.newDatabase(),
    remove: async () => {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await fill(fleet)
  return fleet
}

async function postgresRelease(url: string): Promise<string> {
  const bare = await openBare(url)
  const [row] = await bare.all('show server_version')
  await bare.close()
  return `PostgreSQL ${String(row?.['server_version']).split(' ')[0]}`
}

async function fill({ release, url, keyFile, count }: Fleet): Promise<void> {
  const bar = progressBar(`Filling ${release}`, count)
  await fillDatabase({
    database: url,
    keyEncryptionKey: openKeyFile(keyFile).key,
    tenant: TENANT,
    count,
    onProgress: bar.update,
  })
  bar.stop()
}
