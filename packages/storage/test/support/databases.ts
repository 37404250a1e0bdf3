import { testFolder } from './folder.ts'
import { newDatabase } from './postgres.ts'

/** What several processes can share; `newUrl` names a database with nothing in it. For `describe.each`. */
export function sharedDatabases(): readonly { readonly name: string; newUrl(): Promise<string> }[] {
  const at = testFolder()
  let count = 0
  return [
    {
      name: 'a SQLite file',
      newUrl: async () => {
        count += 1
        return `sqlite:${at(`${count}.db`)}`
      },
    },
    { name: 'a PostgreSQL database', newUrl: newDatabase },
  ]
}
