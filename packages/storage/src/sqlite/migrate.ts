import { ConnformError } from '@connform/core'
import { sql } from 'kysely'
import type { Db } from '../sql/run.ts'
import { migrations, schemaVersion } from './migrations.ts'

/**
 * Marks a database as one of connform ("cnfm" in ASCII), so that no other program's file is taken over.
 * https://www.sqlite.org/pragma.html#pragma_application_id
 */
const APPLICATION_ID = 0x636e666d

export interface SchemaState {
  readonly applicationId: number
  readonly version: number
  readonly isEmpty: boolean
}

/** Whether there is anything to run; refuses what is not connform's or not of this release or an older one. */
export function needsMigration(path: string, { applicationId, version, isEmpty }: SchemaState): boolean {
  if (applicationId === 0 && isEmpty) return true
  if (applicationId !== APPLICATION_ID) {
    throw new ConnformError(
      'ERR_STORE',
      `${path} is the database of another program.`,
      'Name another file; connform makes it.',
    )
  }
  if (version > schemaVersion) {
    throw new ConnformError(
      'ERR_STORE_NEWER',
      `${path} was last opened by a newer release of connform, and this one cannot read it.`,
      'Update connform, or name another database.',
    )
  }
  return version < schemaVersion
}

/** Runs what has not run yet. Others that start at the same time wait for it and find nothing left to do. */
export async function migrate(db: Db): Promise<void> {
  const { Migrator } = await import('kysely/migration')
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(migrations).map(([name, migration], index) => [
            name,
            {
              up: async (transaction) => {
                await migration.up(transaction)
                await sql.raw(`pragma application_id = ${APPLICATION_ID}`).execute(transaction)
                await sql.raw(`pragma user_version = ${index + 1}`).execute(transaction)
              },
            },
          ]),
        ),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
