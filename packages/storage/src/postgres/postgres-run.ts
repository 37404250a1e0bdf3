import { setTimeout as sleep } from 'node:timers/promises'
import { ConnformError } from '@connform/core'
import type { Db, Run } from '../sql/run.ts'
import { SCHEMA, SYSTEM_ROLE, TENANT_ROLE } from './names.ts'
import { postgresConnection } from './postgres-connection.ts'
import { isBroken, isRepeatable, postgresFailure, unknownOutcome } from './postgres-failure.ts'
import type { PostgresClient, PostgresPool } from './postgres-pool.ts'

const MAX_TRIES = 6
const MAX_PAUSE_MS = 20

export interface PostgresRun extends Run {
  /** Refuses what comes after, and waits for what is under way. */
  close(): Promise<void>
}

interface Kind {
  readonly tenant: string | null
  readonly mode: 'read only' | 'read write'
}

/**
 * Each operation is one transaction that takes on a role and names the tenant before anything else, in one round trip:
 * from there on PostgreSQL itself shows nothing of another tenant. Both end with the transaction, so that a pool can
 * have other users.
 */
export function postgresRun(pool: PostgresPool): PostgresRun {
  const underWay = new Set<Promise<unknown>>()
  let isClosed = false

  function keep<T>(work: Promise<T>): Promise<T> {
    underWay.add(work)
    const forget = () => underWay.delete(work)
    work.then(forget, forget)
    return work
  }

  const inTurn = <T>(kind: Kind, operation: (db: Db) => Promise<T>): Promise<T> => {
    if (isClosed) return Promise.reject(new ConnformError('ERR_CLOSED', 'The store is closed.'))
    return keep(repeat(() => transaction(kind, operation)))
  }

  async function transaction<T>({ tenant, mode }: Kind, operation: (db: Db) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    client.on('error', noted)
    const done = (destroy: boolean) => {
      client.removeListener('error', noted)
      client.release(destroy)
    }
    let answer: T
    try {
      const begun = client.query({ text: beginning(tenant, mode) })
      const db = postgresConnection(client)
      // What writes must not be on its way before it is certain to be in a transaction.
      const isAhead = mode === 'read only' && client.pipeline === true
      answer = await (isAhead ? withBeginning(begun, () => operation(db)) : begun.then(() => operation(db)))
    } catch (error) {
      done(isBroken(error) || !(await rolledBack(client)))
      throw error
    }
    const end = client.query({ text: 'commit' })
    if (mode === 'read only') {
      // The rows are there; whether the server has tidied up is of no concern to who waits for them.
      keep(
        end.then(
          () => done(false),
          () => done(true),
        ),
      )
      return answer
    }
    try {
      await end
    } catch (error) {
      done(true)
      throw isBroken(error) ? unknownOutcome() : error
    }
    done(false)
    return answer
  }

  return Object.freeze({
    read: (tenant, operation) => inTurn({ tenant, mode: 'read only' }, operation),
    rows: (tenant, statement, values) =>
      inTurn({ tenant, mode: 'read only' }, async (db) => (await db.executeQuery(statement.queryFor(db, values))).rows),
    write: (tenant, operation) => inTurn({ tenant, mode: 'read write' }, operation),
    async close() {
      isClosed = true
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  } satisfies PostgresRun)
}

/**
 * Sends the first query together with the beginning, which saves waiting for the server once. Where the beginning fails,
 * what was read is dropped: it was read under no role. Both are waited for, so that no query is left to come on a
 * connection that somebody else has by then.
 */
async function withBeginning<T>(begun: Promise<unknown>, operation: () => Promise<T>): Promise<T> {
  const [beginning, read] = await Promise.allSettled([begun, (async () => operation())()])
  if (beginning.status === 'rejected') throw beginning.reason
  if (read.status === 'rejected') throw read.reason
  return read.value
}

/** The query under way fails with the same error, so the event says nothing new; unheard, it would end the process. */
function noted(): void {}

// What is asked for is answered from an index sooner than a second process has started to help.
const settings = `set local search_path = ${SCHEMA}, pg_temp; set local max_parallel_workers_per_gather = 0`

function beginning(tenant: string | null, mode: Kind['mode']): string {
  const begin = `begin isolation level read committed ${mode}; ${settings}`
  return tenant === null
    ? `${begin}; set local role ${SYSTEM_ROLE}`
    : `${begin}; set local role ${TENANT_ROLE}; set local ${SCHEMA}.tenant = ${literal(tenant)}`
}

/** A text in the words of SQL, whatever `standard_conforming_strings` is. */
function literal(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

async function rolledBack(client: PostgresClient): Promise<boolean> {
  try {
    await client.query({ text: 'rollback' })
    return true
  } catch {
    return false
  }
}

/** Until the end of a transaction is sent, a connection that breaks has changed nothing either. */
async function repeat<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const isLost = isBroken(error) && tries === 1
      if (!isLost && !(isRepeatable(error) && tries < MAX_TRIES)) throw postgresFailure(error)
      // Of random length, so that those who met do not meet again.
      await sleep(Math.random() * MAX_PAUSE_MS * tries)
    }
  }
}
