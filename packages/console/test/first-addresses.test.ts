// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createApiClient } from '../src/api/api-client.ts'
import { firstAddresses } from '../src/first/first-addresses.ts'
import { createQueryClient } from '../src/shell/query-client.ts'
import { startReading } from '../src/shell/start-reading.ts'
import { json, localServer } from './support/local-server.ts'

const pages = [
  '/',
  '/?search=%20Stra%C3%9Fe%20&sort=-testedAt',
  '/?status=removed&notices=1&test=untested&provider=akeneo-pim&sort=unknown&other=1',
  '/connections/new',
  '/connections/c1/activity?status=failing',
  '/settings',
  '/oauth-clients?search=x',
]

describe('what is read before the page is built', () => {
  it.each(pages)('is what the page at %s reads first', async (page) => {
    const server = await localServer((_, response) => void json(response, 200, { definitions: [], connections: [] }))
    const { happyDOM } = window as unknown as { readonly happyDOM: { setURL(url: string): void } }
    happyDOM.setURL(`${server.url}${page}`)
    const asked: string[] = []
    const takeBegun = (address: string) => {
      asked.push(address)
      return undefined
    }
    const client = createQueryClient()
    startReading(createApiClient({ takeBegun }), client)
    expect(asked).toEqual(firstAddresses(location))
    await vi.waitFor(() => expect(client.isFetching()).toBe(0))
    client.clear()
  })

  it('is nothing where somebody signs in', () => {
    expect(firstAddresses({ pathname: '/login', search: '' })).toEqual([])
  })
})
