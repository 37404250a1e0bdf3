import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { safePath } from '../../src/client/safe-path.ts'
import { bench } from '../support/bench.ts'
import { GOOD, savedIn, tokenForm } from '../support/forms.ts'

const outside = [
  ['an absolute URL', 'https://evil.example/v3/catalog/products'],
  ['an absolute URL to the provider', 'https://api.bigcommerce.com/stores/abc123xyz/v2/store'],
  ['another scheme', 'file:///etc/passwd'],
  ['a scheme without slashes', 'javascript:alert(1)'],
  ['a URL without a scheme', '//evil.example/v2/store'],
  ['a host after an at sign', '@evil.example/v2/store'],
  ['a port', ':8443/v2/store'],
  ['no slash at the beginning', 'v2/store'],
  ['nothing', ''],
  ['a step up', '/../abc123xyz/v2/store'],
  ['a step up in the middle', '/v3/../../abc123xyz/v2/store'],
  ['a step up at the end', '/v3/..'],
  ['a step to itself', '/./v2/store'],
  ['an encoded step up', '/%2e%2e/abc123xyz/v2/store'],
  ['an encoded step up in capitals', '/%2E%2E/abc123xyz/v2/store'],
  ['a half encoded step up', '/.%2e/abc123xyz/v2/store'],
  ['an encoded slash', '/v3%2f..%2f..%2fabc123xyz'],
  ['a step up that is encoded twice', '/%252e%252e/abc123xyz/v2/store'],
  ['a slash that is encoded three times', '/v3%25252f..'],
  ['a step up before a semicolon', '/..;/abc123xyz/v2/store'],
  ['a backslash', '/..\\abc123xyz\\v2\\store'],
  ['backslashes for slashes', '\\\\evil.example\\v2'],
  ['an encoded backslash', '/..%5cabc123xyz'],
  ['an empty segment', '/v3//evil.example'],
  ['a fragment', '/v2/store#/../..'],
  ['a fragment behind the query', '/v2/store?limit=1#x'],
  ['a line break', '/v2/store\r\nHost: evil.example'],
  ['a tab, which a URL drops', '/.\t./abc123xyz'],
  ['a zero byte', '/v2/store\u0000'],
  ['an encoded zero byte', '/v2/store%00'],
  ['a space', '/v2/store /'],
] as const

describe('a path that could lead out of the store is refused without a request', () => {
  let refuse: (path: string) => Promise<void>

  beforeAll(() => {
    refuse = async (path) => {
      const { open, sandbox } = await bench()
      const connform = await open()
      const { id } = savedIn(
        await connform.connections.create('bigcommerce-rest', tokenForm(sandbox), { verify: 'skip' }),
      )
      const client = connform.client(id)
      const refused = { code: 'ERR_OPTION_INVALID' }
      await expect(client.request('GET', path)).rejects.toMatchObject(refused)
      await expect(client.entries(path).next()).rejects.toMatchObject(refused)
      expect(sandbox.requests()).toEqual([])
      expect(sandbox.otherHost.requests()).toEqual([])
    }
  })

  test.each(outside)('%s', (_, path) => refuse(path))
})

test.each([
  '/v2/store',
  '/v3/catalog/products?limit=5&include=images,variants',
  '/v3/catalog/products?name:like=a%20b%2Fc..&q=//..//',
  '/v3/catalog/products/12.5',
  '/v3/a..b/...',
  '/v3/p%C3%A4th/%7Eme',
])('%s is a path like any other', (path) => {
  expect(safePath(path)).toBe(path)
})

test('whatever the path, what is let through stays below its base', () => {
  const base = 'https://api.example.com/stores/abc'
  const piece = fc.constantFrom(
    '/',
    '..',
    '.',
    '%2e',
    '%2f',
    '%5c',
    '\\',
    '?',
    '#',
    '@',
    ':',
    '//',
    ';',
    'v3',
    'x.y',
    '%25',
    '2e',
    '\t',
    'http:',
  )
  const path = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(path, (text) => {
      let safe: string
      try {
        safe = safePath(text)
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID' })
        return
      }
      const url = new URL(base + safe)
      expect(url.origin).toBe('https://api.example.com')
      expect(`${decodeURIComponentOr(url.pathname)}/`.startsWith('/stores/abc/')).toBe(true)
      expect(decodeURIComponentOr(url.pathname).split('/')).not.toContain('..')
    }),
  )
})

test('a query stays a query, whatever it holds', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox), { verify: 'skip' }))
  const query = { 'name:like': '../../x?y#z&page=2', limit: 5, is_visible: true }
  await connform.client(id).request('GET', '/v3/catalog/products?sort=id', { query })
  const [request] = sandbox.requests()
  expect(request?.path).toBe(`/stores/${GOOD}/v3/catalog/products`)
  expect(Object.fromEntries(new URLSearchParams(request?.query))).toEqual({
    sort: 'id',
    'name:like': '../../x?y#z&page=2',
    limit: '5',
    is_visible: 'true',
  })
})

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
