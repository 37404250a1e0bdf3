import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { accountOf, GOOD, OTHER, savedIn, tokenForm } from '../support/forms.ts'

const opened = async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const started = await connform.setups.start('akeneo-app')
  if (!started.ok) throw new Error(JSON.stringify(started.issues))
  const storeForm = (hash = GOOD) => {
    const { accessToken, clientId } = accountOf(sandbox, hash)
    return { accessToken, clientId, storeHash: hash }
  }
  const saved = async () => (await connform.connections.list()).connections.map(({ values }) => values['storeHash'])
  return { connform, sandbox, id: started.setup.id, storeForm, saved }
}

test('a connection of the setup goes when another one takes its place; one that was there before stays', async () => {
  const { connform, sandbox, id, storeForm, saved } = await opened()
  await connform.setups.connect(id, 'store', storeForm())
  const other = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox, OTHER)))
  expect(await connform.setups.use(id, 'store', other.id)).toMatchObject({ ok: true })
  expect(await saved()).toEqual([OTHER])
  expect(await connform.setups.use(id, 'store', other.id)).toMatchObject({ ok: true })
  expect(await saved()).toEqual([OTHER])
  await connform.setups.remove(id)
  expect(await saved()).toEqual([OTHER])
})
