import { expect, test } from 'vitest'
import { openDoor } from './support/door.ts'
import { httpServer } from './support/servers.ts'

const get = (url: string) => ({ method: 'GET', url, headers: {} })

test('a pattern sends several hosts to one place, which is told in Host which one was asked for', async () => {
  const base = await httpServer((request, response) => response.end(`${request.headers.host} ${request.url}`))
  const { request } = openDoor(undefined, { hosts: { '*.shops.example': `${base}/imitation` } })
  const options = { allowedHosts: ['*.shops.example'] }
  expect((await request(get('https://one.shops.example/cart'), options)).body).toBe('one.shops.example /imitation/cart')
  expect((await request(get('https://two.shops.example/'), options)).body).toBe('two.shops.example /imitation/')
})

test('a single host sent elsewhere is asked under the name of the place it is sent to', async () => {
  const base = await httpServer((request, response) => response.end(request.headers.host))
  const { request } = openDoor(base)
  const { body } = await request(get('https://api.example.com/'), { allowedHosts: ['api.example.com'] })
  expect(body).toBe(new URL(base).host)
})
