import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { savedIn, tokenForm } from './support/forms.ts'

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
