import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openStore } from '@connform/storage'
import { expect, onTestFinished, test, vi } from 'vitest'
import { forgettingStore, recent } from '../../src/client/recent.ts'
import { bench } from '../support/bench.ts'
import { savedIn } from '../support/forms.ts'

const owner = { tenant: 'default', id: '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e' }
const form = {
  name: 'Store',
  authType: 'token',
  storeHash: 'abc123def4',
  accessToken: 'x'.repeat(31),
  clientId: 'y'.repeat(31),
}
const renewed = 'z'.repeat(31)

/** A provider that takes certain tokens, and notes those it was sent. */
async function provider(taken: readonly string[]) {
  const sent: unknown[] = []
  const server = createServer((request, response) => {
    const token = String(request.headers['x-auth-token'])
    sent.push(token)
    response.writeHead(taken.includes(token) ? 200 : 401).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { sent, hosts: { 'api.bigcommerce.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }
}

test('what was read is kept for a second, and then let go of', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const kept = recent<string>()
  kept.keep(owner, 'as it was')
  vi.advanceTimersByTime(999)
  expect(kept.find(owner)).toBe('as it was')
  expect(kept.find({ ...owner, tenant: 'another' })).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(kept.find(owner)).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})

test('an edit takes effect with the next request', async () => {
  const { sent, hosts } = await provider([form.accessToken, renewed])
  const { open } = await bench()
  const { connections, client } = await open({ hosts })
  const { id } = savedIn(await connections.create('bigcommerce-rest', form, { verify: 'skip' }))
  const ask = client(id)
  await ask.request('GET', '/v2/store')
  await ask.request('GET', '/v2/store')
  await connections.update(id, { accessToken: renewed }, { verify: 'skip' })
  await ask.request('GET', '/v2/store')
  expect(sent).toEqual([form.accessToken, form.accessToken, renewed])
  await connections.setStatus(id, 'inactive')
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CONNECTION_REFUSED' })
  await connections.setStatus(id, 'active')
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ ok: true })
  await connections.remove(id)
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
})

test('an edit through another connform takes effect where the provider refuses what was there before', async () => {
  const { sent, hosts } = await provider([renewed])
  const { open } = await bench()
  const [one, other] = [await open({ hosts }), await open({ hosts })]
  const { id } = savedIn(await one.connections.create('bigcommerce-rest', form, { verify: 'skip' }))
  const ask = one.client(id)
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ status: 401 })
  await other.connections.update(id, { accessToken: renewed }, { verify: 'skip' })
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ status: 200 })
  expect(sent).toEqual([form.accessToken, form.accessToken, renewed])
})

test('a connection that another connform switched on is not refused any more', async () => {
  const { hosts } = await provider([form.accessToken])
  const { open } = await bench()
  const [one, other] = [await open({ hosts }), await open({ hosts })]
  const { id } = savedIn(await one.connections.create('bigcommerce-rest', form, { verify: 'skip' }))
  await one.connections.setStatus(id, 'inactive')
  await expect(one.client(id).request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CONNECTION_REFUSED' })
  await other.connections.setStatus(id, 'active')
  expect(await one.client(id).request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('nothing is sent with what was kept once connform is closed', async () => {
  const { sent, hosts } = await provider([form.accessToken])
  const { open } = await bench()
  const connform = await open({ hosts })
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', form, { verify: 'skip' }))
  const ask = connform.client(id)
  await ask.request('GET', '/v2/store')
  await connform.close()
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  expect(sent).toHaveLength(1)
})

test('what was read before a write is not kept after it', async () => {
  const { open, database } = await bench()
  await (await open()).close()
  const kept = recent<string>()
  const opened = await openStore(database)
  const store = forgettingStore(opened, kept.forget)
  const writes = kept.writes()
  kept.keep(owner, 'as it was')
  expect(await store.connections.remove(owner.tenant, owner.id)).toBe(false)
  expect(kept.find(owner)).toBeUndefined()
  expect(kept.writes()).toBe(writes + 1)
  await store.close()
})
