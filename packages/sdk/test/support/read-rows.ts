import { DatabaseSync } from 'node:sqlite'

/** The rows of the connections table, read past connform by another reader. */
export function readRows(file: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare('select * from connections order by created_at, id').all()
  } finally {
    database.close()
  }
}
