import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { accountOf, GOOD } from '../support/forms.ts'

test('a renderer takes the value it is given, also where it is shown in another spelling than it is saved in', async () => {
  const { open, sandbox } = await bench()
  const { setups } = await open()
  const { accessToken, clientId, clientSecret } = accountOf(sandbox)
  const input = {
    name: 'Production Store',
    storeHash: `https://api.bigcommerce.com/stores/${GOOD}/v3/`,
    clientId,
    clientSecret,
    accessToken,
  }
  const started = await setups.start('unopim', { connect: { slot: 'store', input } })
  if (!started.ok) throw new Error(JSON.stringify(started.issues))
  expect(started.setup.name).toBe('Production Store')
  expect(started.setup.slots['store']?.connection?.values['storeHash']).toBe(GOOD)

  const { form, values, secrets } = await setups.form(started.setup.id, 'store')
  expect(values).toEqual({
    name: 'Production Store',
    storeHash: `https://api.bigcommerce.com/stores/${GOOD}/`,
    clientId,
    status: 'active',
  })
  expect(Object.keys(secrets).sort()).toEqual(['accessToken', 'clientSecret'])
  const { properties } = form as { properties: Record<string, { pattern?: string; maxLength?: number }> }
  expect(properties['storeHash']).toMatchObject({ type: 'string', title: 'API URL', maxLength: 2048 })
  expect(properties['storeHash']?.pattern).toBe(undefined)
})
