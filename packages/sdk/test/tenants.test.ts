import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { savedIn, tokenForm } from './support/forms.ts'
import { readRows } from './support/read-rows.ts'

const KIND = 'bigcommerce-rest'

test('a tenant sees, changes and removes its own connections alone', async () => {
  const { open, sandbox } = await bench()
  const ours = await open()
  const theirs = ours.tenant('theirs')
  expect([ours.tenantId, theirs.tenantId, theirs.tenant('third').tenantId]).toEqual(['default', 'theirs', 'third'])
  const { id } = savedIn(await ours.connections.create(KIND, tokenForm(sandbox)))

  expect((await theirs.connections.list()).connections).toEqual([])
  const gone = { code: 'ERR_CONNECTION_NOT_FOUND' }
  await expect(theirs.connections.get(id)).rejects.toMatchObject(gone)
  await expect(theirs.connections.test(id)).rejects.toMatchObject(gone)
  await expect(theirs.connections.update(id, { name: 'Taken' })).rejects.toMatchObject(gone)
  await expect(theirs.connections.setStatus(id, 'inactive')).rejects.toMatchObject(gone)
  await expect(theirs.connections.remove(id)).rejects.toMatchObject(gone)
  expect(await ours.connections.get(id)).toMatchObject({ name: 'Production', revision: 1 })
})

test('each tenant has a data key of its own', async () => {
  const { open, sandbox } = await bench()
  const ours = await open()
  const theirs = ours.tenant('theirs')
  await ours.connections.create(KIND, tokenForm(sandbox))
  await theirs.connections.create(KIND, tokenForm(sandbox))
  const [our] = (await ours.keys.status()).dataKeys
  const [their] = (await theirs.keys.status()).dataKeys
  expect(our?.keyId).toBeDefined()
  expect(our?.keyId).not.toBe(their?.keyId)
})

test('a row that is copied to another tenant, even under the same id, does not open there', async () => {
  const { open, sandbox, file } = await bench()
  const ours = await open()
  const theirs = ours.tenant('theirs')
  const { id } = savedIn(await ours.connections.create(KIND, tokenForm(sandbox)))
  await theirs.connections.create(KIND, tokenForm(sandbox))
  const database = new DatabaseSync(file)
  const [row = {}] = readRows(file).filter((candidate) => candidate['id'] === id)
  const columns = Object.keys(row)
  database
    .prepare(`insert into connections (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`)
    .run(...columns.map((column) => (column === 'tenant' ? 'theirs' : (row[column] as string))))
  database.close()
  sandbox.forgetRequests()
  expect(await theirs.connections.get(id)).toMatchObject({ id })
  await expect(theirs.connections.test(id)).rejects.toMatchObject({ code: 'ERR_VAULT_OPEN' })
  expect(sandbox.requests()).toEqual([])
})
