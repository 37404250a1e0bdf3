import { join } from 'node:path'
import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    /** See scripts/test/provide-databases.ts; said again for this package's own copy of vitest. */
    readonly newDatabase: string
  }
}

/** A kind of database that a test runs on. */
export interface TestDatabase {
  readonly name: string
  /** URL of an empty one; in a file of the folder where it is one. */
  urlIn(folder: string): Promise<string>
}

export const sqlite: TestDatabase = Object.freeze({
  name: 'SQLite',
  urlIn: async (folder: string) => `sqlite:${join(folder, 'connform.db')}`,
})

export const postgres: TestDatabase = Object.freeze({
  name: 'PostgreSQL',
  urlIn: async () => (await fetch(inject('newDatabase'))).text(),
})

export const databases: readonly TestDatabase[] = Object.freeze([sqlite, postgres])
