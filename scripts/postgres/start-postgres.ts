import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres } from './find-postgres.ts'

export interface Postgres {
  /** Makes an empty database and answers its URL. */
  newDatabase(): Promise<string>
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** Where it keeps its files, and finds those of an earlier start. Default is a folder that goes away with it. */
  readonly folder?: string
  /** Lets a power failure lose data, for speed; a killed process loses none. Default is true. */
  readonly unsafe?: boolean
  readonly settings?: Readonly<Record<string, string>>
}

/** `nobody`: PostgreSQL refuses to run as root. */
const UNPRIVILEGED = 65_534

/**
 * Starts a PostgreSQL of one's own, reached through a socket in its folder and by no network address. It runs as
 * `nobody` where this process is root.
 */
export async function startPostgres({ folder, unsafe = true, settings = {} }: PostgresOptions = {}): Promise<Postgres> {
  const programs = findPostgres()
  const place = folder ?? mkdtempSync(join(tmpdir(), 'connform-postgres-'))
  const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  if ('uid' in user) chownSync(place, user.uid, user.gid)
  chmodSync(place, 0o700)
  const options = { ...user, cwd: place, env: { PATH: process.env['PATH'] ?? '', HOME: place, LC_ALL: 'C' } }
  const data = join(place, 'data')
  if (!existsSync(data)) {
    execFileSync(
      join(programs, 'initdb'),
      ['-D', data, '-A', 'trust', '-U', 'owner', '--no-sync', '-E', 'UTF8', '--locale=C'],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    )
  }
  const relaxed = unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}
  const chosen = { listen_addresses: '', max_connections: '200', ...relaxed, ...settings }
  const words = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', place, ...words], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      log = `${log}${chunk}`.slice(-10_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log}`)))
  })
  const urlOf = (database: string): string => `postgres://owner@localhost/${database}?host=${encodeURIComponent(place)}`
  let count = 0
  return Object.freeze<Postgres>({
    newDatabase: async () => {
      count += 1
      // Now: others ask for theirs before this one is made.
      const name = `connform_${count}`
      const client = new pg.Client(urlOf('postgres'))
      await client.connect()
      try {
        await client.query(`create database ${name}`)
      } finally {
        await client.end()
      }
      return urlOf(name)
    },
    stop: async () => {
      server.kill('SIGINT')
      await ended
      if (folder === undefined) rmSync(place, { recursive: true, force: true })
    },
  })
}
