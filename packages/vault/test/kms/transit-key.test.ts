import { randomBytes } from 'node:crypto'
import { Secret } from '@connform/core'
import { transitKey } from '@connform/vault'
import { expect, it } from 'vitest'
import { expectNoLeak, spellings } from '../support/leaks.ts'
import { httpByFetch, type TransitServer, transitServer } from '../support/transit-server.ts'
import { codeOf } from '../support/vaults.ts'

const context = { tenant: 'one', keyId: 'AAAAAAAAAAAAAAAAAAAAAA' }
const contextText = Buffer.from('{"purpose":"connform data key","tenant":"one","keyId":"AAAAAAAAAAAAAAAAAAAAAA"}')

async function wrappedOnce(transit: TransitServer) {
  const dataKey = randomBytes(32)
  return { dataKey, wrapped: await transit.key().wrap(dataKey, context) }
}

it('sends the context as associated data, and the data key in one place alone', async () => {
  const transit = await transitServer()
  const { dataKey, wrapped } = await wrappedOnce(transit)
  expect(wrapped).toMatch(/^vault:v1:/)
  await transit.key().unwrap(wrapped, context)
  const [encrypt, decrypt] = transit.requests.map(({ body }) => JSON.parse(body))
  const associated_data = contextText.toString('base64')
  expect(encrypt).toEqual({ plaintext: dataKey.toString('base64'), associated_data })
  expect(decrypt).toEqual({ ciphertext: wrapped, associated_data })
  expect(transit.requests.map(({ url }) => url)).toEqual(['/v1/transit/encrypt/app', '/v1/transit/decrypt/app'])
  const elsewhere = JSON.stringify([decrypt, transit.requests.map(({ url, headers }) => ({ url, headers }))])
  for (const spelling of spellings(dataKey)) expect(elsewhere).not.toContain(spelling)
})

it('sends the context as context for a derived key', async () => {
  const transit = await transitServer()
  await transit.key({ keyName: 'derived', derived: true }).wrap(randomBytes(32), context)
  expect(JSON.parse(transit.requests[0]!.body)).toMatchObject({ context: contextText.toString('base64') })
  expect(transit.requests[0]!.body).not.toContain('associated_data')
})

it('opens a text for its own data key alone', async () => {
  const transit = await transitServer()
  const { wrapped } = await wrappedOnce(transit)
  expect(await codeOf(() => transit.key().unwrap(wrapped, { ...context, keyId: 'B' }))).toBe('ERR_VAULT_OPEN')
})

it('opens what an older version of the key wrapped, until that may no longer decrypt', async () => {
  const transit = await transitServer()
  const { dataKey, wrapped } = await wrappedOnce(transit)
  transit.keys['app']!.versions.push(randomBytes(32))
  expect(Buffer.from(await transit.key().unwrap(wrapped, context)).equals(dataKey)).toBe(true)
  expect(await transit.key().wrap(dataKey, context)).toMatch(/^vault:v2:/)
  transit.keys['app']!.minDecryptionVersion = 2
  const error = await transit
    .key()
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  expect(error).toMatchObject({
    code: 'ERR_VAULT_KEY_SERVICE',
    hint: expect.stringContaining('min_decryption_version'),
  })
})

it('says that a version is missing', async () => {
  const transit = await transitServer()
  const { wrapped } = await wrappedOnce(transit)
  const newer = wrapped.replace('vault:v1:', 'vault:v9:')
  const error = await transit
    .key()
    .unwrap(newer, context)
    .catch((reason) => reason)
  expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE', message: expect.stringContaining('lacks the version') })
})

it('asks for a token before every request, so that a renewed one is used', async () => {
  const transit = await transitServer()
  let token = 's.first'
  const key = transit.key({ token: async () => new Secret(token) })
  transit.tokens.add('s.first')
  const wrapped = await key.wrap(randomBytes(32), context)
  transit.tokens.delete('s.first')
  expect(await codeOf(() => key.unwrap(wrapped, context))).toBe('ERR_VAULT_KEY_SERVICE')
  token = 's.second'
  transit.tokens.add('s.second')
  expect(await codeOf(() => key.unwrap(wrapped, context))).toBeUndefined()
})

it('sends the namespace, and keeps the path of an address and the mount', async () => {
  const transit = await transitServer()
  const key = transit.key({ url: `${transit.url}/proxy/`, mount: '/team/transit/', namespace: 'admin/eu' })
  expect(key.id).toBe(`transit:${transit.url}/proxy/admin/eu/team/transit/app`)
  await codeOf(() => key.wrap(randomBytes(32), context))
  expect(transit.requests[0]).toMatchObject({
    url: '/proxy/v1/team/transit/encrypt/app',
    headers: { 'x-vault-namespace': 'admin/eu', 'x-vault-request': 'true' },
  })
  expect(transit.key({ id: 'transit:old' }).id).toBe('transit:old')
})

const refusals = [
  [{ keyName: 'absent' }, 'has no key absent'],
  [{ keyName: 'derived' }, 'is a derived one'],
  [{ keyName: 'rsa' }, 'cannot hold a context'],
  [{ mount: 'elsewhere' }, 'no Transit engine'],
  [{ token: new Secret('s.unknown') }, 'may not use'],
] as const
for (const [options, message] of refusals) {
  it(`says that ${message}`, async () => {
    const transit = await transitServer()
    const { dataKey, wrapped } = await wrappedOnce(transit)
    const key = transit.key(options)
    for (const attempt of [() => key.wrap(dataKey, context), () => key.unwrap(wrapped, context)]) {
      const error = await attempt().catch((reason) => reason)
      expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE', message: expect.stringContaining(message) })
      expect(error.hint).toMatch(/\.$/)
      expectNoLeak([error], [dataKey, wrapped, 's.unknown'])
    }
  })
}

it('says what other statuses mean, whatever the server says with them', async () => {
  const transit = await transitServer()
  const { dataKey, wrapped } = await wrappedOnce(transit)
  const said = `repeats ${dataKey.toString('base64')}`
  const meanings = {
    307: 'elsewhere',
    400: 'status 400',
    418: 'status 418',
    429: 'too often',
    500: 'status 500',
    503: 'sealed',
  }
  for (const [status, meaning] of Object.entries(meanings)) {
    transit.refuse = () => ({ status: Number(status), errors: [said], headers: { location: 'http://127.0.0.1:1/' } })
    for (const attempt of [() => transit.key().wrap(dataKey, context), () => transit.key().unwrap(wrapped, context)]) {
      const error = await attempt().catch((reason) => reason)
      expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE', message: expect.stringContaining(meaning) })
      expectNoLeak([error], [dataKey])
    }
  }
})

it('tries again after 429 and 503, twice', async () => {
  const transit = await transitServer()
  const { dataKey, wrapped } = await wrappedOnce(transit)
  let refused = 0
  transit.refuse = () => {
    refused += 1
    return refused <= 2 ? { status: refused === 1 ? 429 : 503, errors: [] } : undefined
  }
  expect(Buffer.from(await transit.key().unwrap(wrapped, context)).equals(dataKey)).toBe(true)
  expect(refused).toBe(3)
})

it('gives up on a server that does not answer, on one that is gone, and on a token that never comes', async () => {
  const transit = await transitServer()
  const { dataKey, wrapped } = await wrappedOnce(transit)
  transit.refuse = () => 'silence'
  const slow = await transit
    .key({ timeoutMs: 100 })
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  const noToken = await transit
    .key({ timeoutMs: 50, token: () => new Promise<Secret>(() => {}) })
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  await transit.goDown()
  const gone = await transit
    .key()
    .unwrap(wrapped, context)
    .catch((reason) => reason)
  for (const error of [slow, noToken, gone]) expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
  expectNoLeak([slow, noToken, gone], [dataKey, wrapped])
})

it('repeats nothing that the token function or a foreign HTTP client says', async () => {
  const transit = await transitServer()
  const canary = 's.canary-5b1d'
  const failing = [
    transit.key({ token: () => Promise.reject(new Error(canary)) }),
    transit.key({ token: canary as never }),
    transit.key({ http: () => Promise.reject(new Error(canary)) }),
    transit.key({
      http: () => {
        throw new Error(canary)
      },
    }),
    transit.key({ http: async () => ({ status: 200, headers: {}, body: canary }) }),
    transit.key({ http: async () => ({ status: 200, headers: {}, body: `{"data":{"ciphertext":"${canary}"}}` }) }),
    transit.key({ http: async () => ({ status: 200, headers: {}, body: 'null' }) }),
  ]
  for (const key of failing) {
    const error = await key.wrap(randomBytes(32), context).catch((reason) => reason)
    expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
    expectNoLeak([error], [canary])
  }
})

it('takes no answer for a data key that has not 32 bytes', async () => {
  const transit = await transitServer()
  const wrapped = await transit.key().wrap(randomBytes(31), context)
  expect(await codeOf(() => transit.key().unwrap(wrapped, context))).toBe('ERR_VAULT_OPEN')
})

it('refuses options that cannot be, plain http to another machine among them', () => {
  const good = { http: httpByFetch, url: 'https://vault.example.com', keyName: 'app', token: new Secret('s') }
  const wrong = [
    { url: 'http://vault.example.com' },
    { url: 'http://127.0.0.1.example.com' },
    { url: 'ftp://127.0.0.1' },
    { url: 'https://user:password@vault.example.com' },
    { url: 'https://vault.example.com/?a=b' },
    { url: 'vault.example.com' },
    { keyName: '' },
    { keyName: undefined as unknown as string },
    { keyName: '../sys/seal' },
    { keyName: 'a/b' },
    { mount: '..' },
    { mount: '' },
    { mount: 'a//b' },
    { namespace: 'a\r\nx-vault-token: b' },
    { timeoutMs: -1 },
  ]
  for (const options of wrong) {
    expect(() => transitKey({ ...good, ...options })).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  }
  expect(transitKey(good).id).toBe('transit:https://vault.example.com/transit/app')
})
