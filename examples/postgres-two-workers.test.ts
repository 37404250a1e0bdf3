import { openConnform } from 'connform'
import { expect, inject, it, onTestFinished } from 'vitest'
import { runExample } from './support/run-example.ts'

const FILE = 'postgres-two-workers/postgres-two-workers.mjs'

/** The URL of an empty PostgreSQL database. */
async function newDatabase(): Promise<string> {
  const answer = await fetch(inject('newDatabase'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

it('Two workers share one PostgreSQL, and leave it empty', async () => {
  const database = await newDatabase()
  const output = await runExample(FILE, { environment: { DATABASE_URL: database } }).ends()
  expect(output).toBe('Worker 1 tested some of them\nWorker 2 tested some of them\n12 of 12 are tested\n')
  const connform = await openConnform({ database, keys: { key: new Uint8Array(32) } })
  onTestFinished(() => connform.close())
  expect((await connform.tenants.list()).tenants).toEqual([])
})

it('The workers keep away from a database that somebody uses', async () => {
  const database = await newDatabase()
  const connform = await openConnform({ database, keys: { key: new Uint8Array(32) } })
  onTestFinished(() => connform.close())
  const form = {
    name: 'Kept',
    authType: 'token',
    storeHash: 'abc123xyz',
    accessToken: 'an-access-token',
    clientId: 'me',
  }
  await connform.connections.create('bigcommerce-rest', form, { verify: 'skip' })
  expect(await runExample(FILE, { environment: { DATABASE_URL: database } }).ends(2)).toContain('in use')
  expect((await connform.connections.list()).connections).toHaveLength(1)
})

it('Without a database, the workers say how to start one', async () => {
  expect(await runExample(FILE).ends(2)).toMatch(/docker run .*\n.*DATABASE_URL=postgres:/)
})
