import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from 'connform'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { GOOD, OTHER, PIM, pimForm, savedIn, tokenForm } from '../support/forms.ts'

const all = async (client: Client, path: string, options?: Parameters<Client['entries']>[1]): Promise<unknown[]> => {
  const entries: unknown[] = []
  for await (const entry of client.entries(path, options)) entries.push(entry)
  return entries
}

const idsOf = (entries: unknown[]): unknown[] => entries.map((entry) => Object(entry).id)

async function shop(hash = GOOD) {
  const at = await bench()
  const connform = await at.open()
  const { id } = savedIn(
    await connform.connections.create('bigcommerce-rest', tokenForm(at.sandbox, hash), { verify: 'skip' }),
  )
  return { ...at, client: connform.client(id) }
}

test('a V3 list is read page by page to its end, with the query it began with', async () => {
  const { client, sandbox } = await shop()
  const whole = await client.request('GET', '/v3/catalog/products?limit=250')
  const { data } = whole.data as { data: unknown[] }
  const entries = await all(client, '/v3/catalog/products?include_fields=name', { query: { limit: 4 } })
  expect(idsOf(entries)).toEqual(idsOf(data))
  const pages = sandbox.requests().slice(1)
  expect(pages).toHaveLength(Math.ceil(data.length / 4))
  expect(pages.every(({ query }) => /include_fields=name&limit=4/.test(query))).toBe(true)
})

test('a V2 list goes on until an empty 204, which ends it', async () => {
  const { client, sandbox } = await shop()
  const { data } = await client.request('GET', '/v2/orders?limit=250')
  const entries = await all(client, '/v2/orders', { query: { limit: 5 } })
  expect(idsOf(entries)).toEqual(idsOf(data as unknown[]))
  expect(sandbox.requests().at(-1)).toMatchObject({ path: `/stores/${GOOD}/v2/orders`, status: 204 })
})

test('an empty list has no entries, in V2 and in V3', async () => {
  const { client } = await shop(OTHER)
  expect(await all(client, '/v2/orders')).toEqual([])
  expect(await all(client, '/v3/catalog/products')).toEqual([])
})

test('reading stops where the reader does', async () => {
  const { client, sandbox } = await shop()
  for await (const _ of client.entries('/v3/catalog/products?limit=1')) break
  expect(sandbox.requests()).toHaveLength(1)
})

test('what is no list, and what is refused, is a failure with its status, and with what the definition says of it', async () => {
  const { client, sandbox } = await shop()
  const failed = (status: number, message: string) => ({
    code: 'ERR_UNEXPECTED_ANSWER',
    status,
    message: expect.stringContaining(message),
  })
  await expect(all(client, '/v2/store')).rejects.toMatchObject(failed(200, 'status 200 and no list'))
  await expect(all(client, '/v3/nowhere')).rejects.toMatchObject(failed(404, 'status 404 and no list'))
  sandbox.setFault(GOOD, { kind: 'revoked-token' })
  const refused = failed(401, 'BigCommerce does not know this access token.')
  await expect(all(client, '/v3/catalog/products')).rejects.toMatchObject(refused)
})

test('a list that knows no pages is read once', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":1},{"id":2}]')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { open, sandbox } = await bench()
  const connform = await open({
    hosts: { 'api.bigcommerce.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  })
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox), { verify: 'skip' }))
  expect(idsOf(await all(connform.client(id), '/v2/payments/methods'))).toEqual([1, 2])
})

test('a HAL list follows its links to the end', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox)))
  sandbox.forgetRequests()
  const entries = await all(connform.client(id), '/api/rest/v1/categories?limit=50')
  expect(entries).toHaveLength(129)
  expect(sandbox.requests().map(({ host, tokenRight }) => [host, tokenRight])).toEqual(Array(3).fill([PIM, true]))
})

test.each([
  'https://evil.example',
  'https://pim.example.com.evil.example',
  'http://pim.example.com',
  'https://pim.example.com:8443',
  'https://limited.pim.example.com',
])('a next link to %s is not followed, and no token goes there', async (nextLinkOrigin) => {
  const { open, sandbox } = await bench()
  const connform = await open({
    hosts: { ...sandbox.hosts, '*.evil.example': sandbox.otherHost.url, 'evil.example': sandbox.otherHost.url },
  })
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox)))
  sandbox.changePim(PIM, { nextLinkOrigin })
  sandbox.forgetRequests()
  const refused = { code: 'ERR_UNEXPECTED_ANSWER', message: expect.stringContaining('another address') }
  await expect(all(connform.client(id), '/api/rest/v1/categories?limit=50')).rejects.toMatchObject(refused)
  await expect(connform.connections.options(id, 'categories')).rejects.toMatchObject(refused)
  expect(sandbox.requests()).toHaveLength(2)
  expect(sandbox.otherHost.requests()).toEqual([])
})
