import type { Fault } from '@connform/sandbox'
import { describe, expect, test } from 'vitest'
import { GOOD, GRAPHQL, PIM, pimForm, REST, withProvider } from './support/provider.ts'

const UNKNOWN = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

/** A connection that signs with the token of its form. */
async function withRest() {
  const provider = await withProvider()
  const { id } = await provider.connect(REST, provider.tokenForm())
  return { ...provider, id }
}

/** A connection whose tokens are issued for it. */
async function withGraphql() {
  const provider = await withProvider()
  const { id } = await provider.connect(GRAPHQL, provider.customForm())
  return { ...provider, id }
}

describe('request', () => {
  test('prints the JSON of the answer, and with --json the status beside it', async () => {
    const { home, id } = await withRest()
    const { code, stdout, stderr } = await home.run(['request', id, 'get', '/v2/store'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ id: GOOD })
    expect(await home.json(['request', id, 'GET', '/v2/store'])).toEqual({ status: 200, data: JSON.parse(stdout) })
  })

  test('sends the JSON of a file or of stdin', async () => {
    const { home, id, sandbox } = await withRest()
    const hook = { scope: 'store/order/*', destination: 'https://example.com/hooks', is_active: true }
    const file = await home.write('hook.json', JSON.stringify(hook))
    expect(await home.json(['request', id, 'POST', '/v3/hooks', '--body', file])).toMatchObject({
      status: 200,
      data: { data: hook },
    })
    expect(
      await home.json(['request', id, 'POST', '/v3/hooks', '--body', '-'], { input: JSON.stringify(hook) }),
    ).toMatchObject({ status: 200 })
    expect(sandbox.requests().filter(({ method }) => method === 'POST')).not.toEqual([])
  })

  test('with --all prints every entry of a list, page by page, a line each', async () => {
    const { home, id, sandbox } = await withRest()
    sandbox.forgetRequests()
    const { code, stdout } = await home.run(['request', id, 'GET', '/v3/catalog/products?limit=2', '--all'])
    expect(code).toBe(0)
    const products = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number })
    expect(products.length).toBeGreaterThan(2)
    expect(new Set(products.map(({ id }) => id)).size).toBe(products.length)
    expect(sandbox.requests().length).toBe(Math.ceil(products.length / 2))
  })

  test('with --all of a list that holds nothing prints nothing', async () => {
    const { home, connect, tokenForm } = await withProvider()
    const { id } = await connect(REST, tokenForm('abc123xyz'))
    expect(await home.run(['request', id, 'GET', '/v2/orders', '--all'])).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('with --all of what the provider refuses ends with 1, and says why', async () => {
    const { home, id, sandbox } = await withRest()
    sandbox.setFault('ci4bzn8adz', { kind: 'revoked-token' })
    const { code, stderr } = await home.run(['request', id, 'GET', '/v3/catalog/products', '--all'])
    expect(code).toBe(1)
    expect(stderr).toContain('status 401 and no list. BigCommerce does not know this access token.')
  })

  test.each([
    ['POST', '--all'],
    ['GET', '--all', '--body', '-'],
  ])('%s with %s ends with 2', async (method, ...more) => {
    const { home } = await withProvider()
    const { code, stderr } = await home.run(['request', UNKNOWN, method, '/v3/hooks', ...more], { input: '{}' })
    expect(code).toBe(2)
    expect(stderr).toContain('--all reads a list')
  })

  test('a path that leads out of the store ends with 2, and nothing is sent', async () => {
    const { home, id, sandbox } = await withRest()
    sandbox.forgetRequests()
    for (const path of [
      '../v2/store',
      '/../abc123xyz/v2/store',
      '/v2/%2e%2e/store',
      '/v2/..%2fstore',
      '//elsewhere.example/v2/store',
      'https://elsewhere.example/v2/store',
      '/v2\\store',
      '@elsewhere.example/',
    ]) {
      const { code, stdout, stderr } = await home.run(['request', id, 'GET', path])
      expect({ path, code, stdout }).toEqual({ path, code: 2, stdout: '' })
      expect(stderr).toContain('connform: The path of a request cannot hold')
    }
    expect(sandbox.requests()).toEqual([])
  })

  describe('the exit code says who can mend what went wrong', () => {
    const faults: readonly { readonly fault: Fault; readonly status: number; readonly code: number }[] = [
      { fault: { kind: 'wrong-store', status: 403 }, status: 403, code: 1 },
      { fault: { kind: 'revoked-token' }, status: 401, code: 1 },
      { fault: { kind: 'rate-limited', retryAfterSeconds: 0, resetMs: 0 }, status: 429, code: 5 },
      { fault: { kind: 'server-error', status: 500 }, status: 500, code: 5 },
      { fault: { kind: 'suspended' }, status: 503, code: 5 },
    ]
    test.each(faults)('$status ends with $code, and the answer is printed', async ({ fault, status, code }) => {
      const { home, id, sandbox } = await withRest()
      sandbox.setFault(GOOD, fault)
      const { code: exit, stdout, stderr } = await home.run(['request', id, 'GET', '/v2/store'])
      expect(exit).toBe(code)
      expect(() => JSON.parse(stdout)).not.toThrow()
      expect(stderr).toBe(`The provider answered with status ${status}.\n`)
    })

    test('404 ends with 1', async () => {
      const { home, id } = await withRest()
      expect(await home.json(['request', id, 'GET', '/v2/nothing'], { code: 1 })).toMatchObject({ status: 404 })
    })

    test('no answer ends with 5', async () => {
      const { home, id, sandbox } = await withRest()
      sandbox.setFault(GOOD, { kind: 'cut-before-headers' })
      expect(await home.run(['request', id, 'GET', '/v2/store'])).toMatchObject({ code: 5, stdout: '' })
    })

    test('a connection that is switched off ends with 4, one that is not there with 3', async () => {
      const { home, id } = await withRest()
      await home.run(['deactivate', id])
      const off = await home.run(['request', id, 'GET', '/v2/store'])
      expect(off).toMatchObject({ code: 4, stdout: '' })
      expect(off.stderr).toContain('This connection is switched off.')
      expect(await home.run(['request', UNKNOWN, 'GET', '/v2/store'])).toMatchObject({ code: 3, stdout: '' })
    })

    test('a connection that nobody has authorised ends with 1', async () => {
      const { home, connect, addClient, oauthForm } = await withProvider()
      const { id } = await connect(REST, oauthForm(await addClient()))
      const { code, stderr } = await home.run(['request', id, 'GET', '/v2/store'])
      expect(code).toBe(1)
      expect(stderr).toContain('This connection has not been authorised yet.')
    })
  })
})

describe('graphql', () => {
  const NAME = '{ site { settings { storeName } } }'

  test('prints the data and what the query counted as', async () => {
    const { home, id } = await withGraphql()
    const { code, stdout, stderr } = await home.run(['graphql', id, NAME])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      data: { site: { settings: { storeName: 'Cedar & Canvas' } } },
      complexity: expect.any(Number),
    })
    expect(await home.json(['graphql', id, '-'], { input: NAME })).toEqual(JSON.parse(stdout))
  })

  test('takes variables from a file', async () => {
    const { home, id } = await withGraphql()
    const query = 'query ($first: Int!) { site { products(first: $first) { edges { node { name } } } } }'
    const file = await home.write('variables.json', '{"first":1}')
    expect(await home.json(['graphql', id, query, '--variables', file])).toMatchObject({
      data: { site: { products: { edges: [{ node: { name: 'Canvas Apron' } }] } } },
    })
  })

  test('prints errors apart from data, and ends with 1', async () => {
    const { home, id } = await withGraphql()
    const { code, stdout } = await home.run(['graphql', id, '{ nope }'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      data: null,
      errors: [{ message: expect.stringContaining('Cannot query field "nope"') }],
    })
  })

  test('variables that are no object end with 2', async () => {
    const { home, id } = await withGraphql()
    const { code, stderr } = await home.run(['graphql', id, NAME, '--variables', '-'], { input: '[1]' })
    expect(code).toBe(2)
    expect(stderr).toBe('connform: The variables must be a JSON object.\n')
  })

  test('a store that is down ends with 5', async () => {
    const { home, id, sandbox } = await withGraphql()
    sandbox.setFault(GOOD, { kind: 'server-error', status: 500 })
    expect(await home.run(['graphql', id, NAME])).toMatchObject({ code: 5 })
  })

  test('a provider without GraphQL ends with 4, a connection that is not there with 3', async () => {
    const { home, connect, sandbox } = await withProvider()
    const { id } = await connect(PIM, pimForm(sandbox))
    const refused = await home.run(['graphql', id, NAME])
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).toContain('Akeneo PIM has no GraphQL.')
    expect(await home.run(['graphql', UNKNOWN, NAME])).toMatchObject({ code: 3, stdout: '' })
  })

  test('removing the connection takes the issued token back', async () => {
    const { home, id, sandbox } = await withGraphql()
    const tokens = () => sandbox.issued().filter(({ kind }) => kind === 'private')
    expect(tokens()).toMatchObject([{ revoked: false }])
    expect(await home.run(['remove', id])).toMatchObject({
      code: 0,
      stdout: 'Removed Window.\n    The issued token was taken back.\n',
    })
    expect(tokens()).toMatchObject([{ revoked: true }])
  })

  test('a provider that is away keeps nobody from removing it', async () => {
    const { home, id, sandbox } = await withGraphql()
    sandbox.setFault(GOOD, { kind: 'server-error', status: 500 })
    expect(await home.json(['remove', id])).toMatchObject({ removed: id, revoked: false })
    expect(await home.run(['show', id])).toMatchObject({ code: 3 })
  })
})
