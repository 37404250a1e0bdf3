import { expect, test } from 'vitest'
import { makeHome } from './support/home.ts'

test('a control panel address holds the store hash', async () => {
  const { json, run } = await makeHome()
  const address = 'https://store-ci4bzn8adz.mybigcommerce.com/manage'
  expect(await json(['derive', address])).toMatchObject({ storeHash: 'ci4bzn8adz', form: 'control-panel' })
  expect((await run(['derive', address])).stdout).toMatch(/^storeHash: ci4bzn8adz\n/)
})

test('a storefront address holds none, and says where to find it', async () => {
  const { json } = await makeHome()
  const found = await json<{ issues: { hint: string }[] }>(['derive', 'https://celigo.mybigcommerce.com/?ctk=e237'], {
    code: 1,
  })
  expect(found).toMatchObject({ subdomain: 'celigo', issues: [{ path: ['storeHash'] }] })
  expect(found).not.toHaveProperty('storeHash')
  expect(found.issues[0]?.hint).toContain('https://store-HASH.mybigcommerce.com/manage')
})

test('a credentials file is read from stdin, and its secrets are named, never shown', async () => {
  const { json, run, keepSecret } = await makeHome()
  const [token, secret] = ['canarytoken0000000000000000000', 'f'.repeat(64)]
  keepSecret(token, secret)
  const input = [
    `ACCESS TOKEN: ${token}`,
    `CLIENT SECRET: ${secret}`,
    'CLIENT ID: client1',
    'API PATH: https://api.bigcommerce.com/stores/abc123xyz/v3/',
    '',
  ].join('\r\n')
  expect(await json(['derive', '-'], { input })).toMatchObject({
    storeHash: 'abc123xyz',
    clientId: 'client1',
    form: 'credentials-file',
    secretsFound: ['accessToken', 'clientSecret'],
  })
  const { stdout } = await run(['derive', '-'], { input })
  expect(stdout).toContain('accessToken: found, not shown')
})

test('text in which there is nothing says so', async () => {
  const { json, run } = await makeHome()
  expect(await json(['derive', 'hello there'], { code: 1 })).toMatchObject({ form: 'none', issues: [{}] })
  expect((await run(['derive', 'hello there'])).stdout).toMatch(/^✗ storeHash {2}No store hash/)
})
