import { DatabaseSync } from 'node:sqlite'

/** The rows of a table, oldest first, read past connform by another reader. */
export function readRows(
  file: string,
  table: 'connections' | 'authorizations' | 'oauth_clients' = 'connections',
): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(`select * from ${table} order by created_at, rowid`).all()
  } finally {
    database.close()
  }
}
