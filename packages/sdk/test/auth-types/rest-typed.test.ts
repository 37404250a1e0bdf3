import type { Sandbox } from '@connform/sandbox'
import { expect, test } from 'vitest'
import { REST } from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { accountOf, GOOD, savedIn, tokenForm } from '../support/forms.ts'

const forms = {
  token: (sandbox: Sandbox, label?: string) => {
    const { accessToken, clientId } = accountOf(sandbox, GOOD, label)
    return { ...tokenForm(sandbox), accessToken, clientId }
  },
  basic: (sandbox: Sandbox, label?: string) => {
    const { accessToken, clientId } = accountOf(sandbox, GOOD, label)
    return { name: 'Production', authType: 'basic', storeHash: GOOD, username: clientId, password: accessToken }
  },
} as const

test.each(['token', 'basic'] as const)('REST %s goes from create to remove', async (authType) => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { connections } = connform
  const created = savedIn(await connections.create(REST, forms[authType](sandbox)))
  expect(created).toMatchObject({ authType, status: 'active', lastTest: { ok: true } })
  const { id } = created
  expect(await connections.test(id)).toMatchObject({ ok: true })

  const client = connform.client(id)
  expect(await client.request('GET', '/v2/store')).toMatchObject({ ok: true, status: 200, data: { id: GOOD } })
  expect(sandbox.requests().every(({ tokenRight }) => tokenRight)).toBe(true)

  const edited = await connections.update(id, forms[authType](sandbox, 'every read-only'))
  expect(savedIn(edited)).toMatchObject({ status: 'active', revision: 2 })
  sandbox.revoke(accountOf(sandbox).accessToken)
  expect(await client.request('GET', '/v2/store')).toMatchObject({ ok: true })

  expect(await connections.remove(id)).toEqual({ restorableUntil: expect.any(String) })
  await expect(client.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
})

test.each(['token', 'basic'] as const)(
  'a REST %s that is refused is handed on, and not asked for twice',
  async (authType) => {
    const { open, sandbox } = await bench()
    const connform = await open()
    const { id } = savedIn(await connform.connections.create(REST, forms[authType](sandbox)))
    sandbox.revoke(accountOf(sandbox).accessToken)
    sandbox.forgetRequests()
    expect(await connform.client(id).request('GET', '/v2/store')).toMatchObject({ ok: false, status: 401 })
    expect(sandbox.requests()).toHaveLength(1)
  },
)
