import { type Sandbox, startSandbox, storeFixture } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, postJson, readJwt, tokenOf } from './support.ts'

// https://developer.bigcommerce.com/docs/rest-authentication/tokens

const HASH = 'ci4bzn8adz'
const NOW = Date.parse('2026-11-01T12:00:00Z')
const nowSeconds = NOW / 1000
const expires_at = nowSeconds + 86_400
const cors = { allowed_cors_origins: ['https://shop.example'] }

let now: number
let sandbox: Sandbox

beforeEach(async () => {
  now = NOW
  const scoped = storeFixture({
    hash: 'tokensc0pe',
    name: 'Scoped',
    behaviour: 'One account per token scope.',
    tokens: ['store_storefront_api', 'store_storefront_api_customer_impersonation'].map((scope, index) => ({
      accessToken: `scoped${index}`,
      clientId: `client${index}`,
      clientSecret: `secret${index}`,
      label: scope,
      scopes: [scope],
    })),
  })
  sandbox = await startSandbox({ clock: () => new Date(now), stores: [scoped] })
})
afterEach(() => sandbox.close())

const urlOf = (path: string, hash = HASH) => at(sandbox, 'api.bigcommerce.com', `/stores/${hash}/v3/storefront/${path}`)

const mint = async (path: string, body: unknown, token = tokenOf(sandbox, HASH).accessToken, hash = HASH) => {
  const reply = await postJson(urlOf(path, hash), body, { 'X-Auth-Token': token })
  return { status: reply.status, body: await reply.json() }
}

const remove = (jwt: string | undefined) =>
  fetch(urlOf('api-token'), {
    method: 'DELETE',
    headers: {
      Accept: 'application/json',
      'X-Auth-Token': tokenOf(sandbox, HASH).accessToken,
      ...(jwt !== undefined && { 'Sf-Api-Token': jwt }),
    },
  })

test.each([
  ['api-token', { expires_at, channel_id: 1, ...cors }, 'storefront', []],
  [
    'api-token-private',
    { expires_at, channel_id: 1, scopes: ['Unauthenticated', 'B2B'] },
    'private',
    ['Unauthenticated', 'B2B'],
  ],
  ['api-token-customer-impersonation', { expires_at, channel_id: 1 }, 'customer-impersonation', []],
] as const)('%s gives a JWT with the claims storefront tokens have', async (path, body, kind, scopes) => {
  const minted = await mint(path, body)
  expect(minted).toEqual({ status: 200, body: { data: { token: expect.any(String) }, meta: {} } })
  const { header, claims } = readJwt(minted.body.data.token)
  expect(header).toEqual({ typ: 'JWT', alg: 'ES256' })
  expect(claims).toEqual({
    cid: [1],
    cors: kind === 'storefront' ? ['https://shop.example'] : [],
    eat: expires_at,
    iat: nowSeconds,
    iss: 'BC',
    jti: expect.any(String),
    sid: expect.any(Number),
    sub: tokenOf(sandbox, HASH).clientId,
    sub_type: expect.any(Number),
    token_type: expect.any(Number),
  })
  expect(sandbox.issued()).toEqual([
    {
      kind,
      token: minted.body.data.token,
      owner: HASH,
      channelIds: [1],
      scopes,
      issuedAt: '2026-11-01T12:00:00.000Z',
      expiresAt: '2026-11-02T12:00:00.000Z',
      revoked: false,
      expired: false,
    },
  ])
})

test('the number in a token is the store’s, not the hash', async () => {
  const reply = await fetch(at(sandbox, 'api.bigcommerce.com', `/stores/${HASH}/v2/store`), {
    headers: { Accept: 'application/json', 'X-Auth-Token': tokenOf(sandbox, HASH).accessToken },
  })
  const jwt = sandbox.issueStorefrontToken({ hash: HASH })
  expect(readJwt(jwt).claims.sid).toBe((await reply.json()).store_id)
})

const privateBody = { expires_at, channel_id: 1, scopes: ['Unauthenticated'] }

test.each([
  ['no end', 'api-token-private', { channel_id: 1, scopes: ['Customer'] }, 'expires_at'],
  ['an end as text', 'api-token-private', { ...privateBody, expires_at: '2026-12-01' }, 'expires_at'],
  ['an end below zero', 'api-token-private', { ...privateBody, expires_at: -1 }, 'expires_at'],
  ['no channel', 'api-token-private', { expires_at, scopes: ['Customer'] }, 'channel_id'],
  ['both forms of the channel', 'api-token-private', { ...privateBody, channel_ids: [1] }, 'channel_id'],
  ['channel 0', 'api-token-private', { ...privateBody, channel_id: 0 }, 'channel_id'],
  ['no scopes', 'api-token-private', { expires_at, channel_id: 1 }, 'scopes'],
  ['an empty list of scopes', 'api-token-private', { ...privateBody, scopes: [] }, 'scopes'],
  ['a scope in another spelling', 'api-token-private', { ...privateBody, scopes: ['customer'] }, 'scopes'],
  [
    'three origins',
    'api-token',
    { expires_at, channel_id: 1, allowed_cors_origins: ['a', 'b', 'c'] },
    'allowed_cors_origins',
  ],
  [
    'an empty list of origins',
    'api-token',
    { expires_at, channel_id: 1, allowed_cors_origins: [] },
    'allowed_cors_origins',
  ],
] as const)('%s is a 422 that names the field', async (_what, path, body, field) => {
  const { status, body: answer } = await mint(path, body)
  expect(status).toBe(422)
  expect(Object.keys(answer.errors)).toEqual([field])
  expect(sandbox.issued()).toEqual([])
})

test('a body that is no JSON object, and one that is no JSON by its type', async () => {
  const headers = { Accept: 'application/json', 'X-Auth-Token': tokenOf(sandbox, HASH).accessToken }
  const list = await postJson(urlOf('api-token-private'), [], headers)
  expect(list.status).toBe(400)
  const form = await fetch(urlOf('api-token-private'), { method: 'POST', headers, body: new URLSearchParams() })
  expect(form.status).toBe(415)
})

test('several channels can be named, each of this store', async () => {
  const { body } = await mint('api-token-private', { expires_at, channel_ids: [1, 664179], scopes: ['Customer'] })
  expect(readJwt(body.data.token).claims.cid).toEqual([1, 664179])
  const unknown = await mint('api-token-private', { ...privateBody, channel_id: 123456789 })
  expect(unknown.status).toBe(422)
  expect(unknown.body.title).toMatch(/^The following `channel_id`s \[123456789\] are not valid for store \d+\.$/)
})

test('each endpoint asks for its own scope', async () => {
  const [storefront, impersonation] = sandbox.stores.at(-1)!.tokens.map(({ accessToken }) => accessToken)
  const body = { ...privateBody, ...cors }
  const statuses = async (token: string | undefined) =>
    Promise.all(
      ['api-token', 'api-token-private', 'api-token-customer-impersonation'].map(
        async (path) => (await mint(path, body, token, 'tokensc0pe')).status,
      ),
    )
  expect(await statuses(storefront)).toEqual([200, 200, 403])
  expect(await statuses(impersonation)).toEqual([403, 403, 200])
})

test('storefront tokens need their origins from July 2026 on, and not before', async () => {
  const body = { expires_at, channel_id: 1 }
  now = Date.parse('2026-06-30T23:59:59Z')
  expect((await mint('api-token', body)).status).toBe(200)
  now = Date.parse('2026-07-01T00:00:00Z')
  const refused = await mint('api-token', body)
  expect(refused.status).toBe(422)
  expect(Object.keys(refused.body.errors)).toEqual(['allowed_cors_origins'])
  expect((await mint('api-token', { ...body, ...cors })).status).toBe(200)
})

test('a lifetime can be capped, and a token is seen to expire', async () => {
  sandbox.setTokenLifetime(60)
  const { body } = await mint('api-token-private', privateBody)
  expect(readJwt(body.data.token).claims.eat).toBe(nowSeconds + 60)
  now += 59_999
  expect(sandbox.issued()).toMatchObject([{ expired: false }])
  now += 1
  expect(sandbox.issued()).toMatchObject([{ expired: true }])
  sandbox.setTokenLifetime(null)
  const long = await mint('api-token-private', { ...privateBody, expires_at: expires_at + 9 })
  expect(readJwt(long.body.data.token).claims.eat).toBe(expires_at + 9)
})

test('storefront and private tokens are revoked by a header; others are not theirs to revoke', async () => {
  const own = sandbox.issueStorefrontToken({ hash: HASH, kind: 'private' })
  const foreign = sandbox.issueStorefrontToken({ hash: 'abc123xyz', kind: 'private' })
  const impersonation = sandbox.issueStorefrontToken({ hash: HASH, kind: 'customer-impersonation' })
  expect((await remove(own)).status).toBe(200)
  expect(sandbox.issued().map(({ revoked }) => revoked)).toEqual([true, false, false])
  for (const jwt of [undefined, 'no.jwt.here', foreign, impersonation]) expect((await remove(jwt)).status).toBe(422)
})

test('the header with the token is recorded by its name alone', async () => {
  const jwt = sandbox.issueStorefrontToken({ hash: HASH })
  await remove(jwt)
  expect(sandbox.requests().at(-1)).toMatchObject({ method: 'DELETE', tokenRight: true })
  expect(sandbox.requests().at(-1)?.headerNames).toContain('sf-api-token')
  expect(JSON.stringify(sandbox.requests())).not.toContain(jwt)
})
