import { sql } from 'kysely'
import type { Db } from '../sql/run.ts'

/** For what takes as long as there are rows, until the transaction ends. */
export async function liftTimeLimit(db: Db): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
}
