import type { PgBoss } from 'pg-boss'
import { bossSettings } from './pg-boss-settings.ts'
import { type PgBossTables, pgBossTables, type QueueDatabase, rowsOf } from './pg-boss-tables.ts'
import { queueFailure, queueWarning } from './queue-failure.ts'
import type { Tell } from './teller.ts'

export interface OpenedPgBoss {
  readonly boss: PgBoss
  readonly tables: PgBossTables
  /** Tells of trouble with the database once, until a statement succeeds again. */
  readonly report: (error: unknown) => void
}

/** Makes the tables where there are none, and brings them up to date. */
export async function openPgBoss(database: QueueDatabase, superviseMs: number, tell: Tell): Promise<OpenedPgBoss> {
  // Loaded when asked for: a queue in this process needs none of it.
  const { PgBoss } = await import('pg-boss')
  let isTold = false
  const query = async (text: string, values?: unknown[]) => {
    const rows = rowsOf(await database.query(text, values))
    isTold = false
    return rows
  }
  const report = (error: unknown): void => {
    if (isTold) return
    isTold = true
    tell(queueFailure(error))
  }
  try {
    const boss = new PgBoss({ ...bossSettings(superviseMs), db: { executeSql: query } })
    boss.on('error', report)
    boss.on('warning', ({ message }) => tell(queueWarning(message)))
    await boss.start()
    return { boss, tables: pgBossTables({ query }), report }
  } catch (error) {
    throw queueFailure(error)
  }
}
