import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type Postgres, startPostgres } from '../postgres/start-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address on this machine; each request for it makes an empty PostgreSQL database and answers its URL. */
    readonly newDatabase: string
  }
}

/** One PostgreSQL for all tests of a run, started when the first of them asks for a database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<Postgres> | undefined
  const server = createServer((_, response) => {
    postgres ??= startPostgres()
    postgres
      .then((started) => started.newDatabase())
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('newDatabase', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await (await postgres)?.stop()
  }
}
