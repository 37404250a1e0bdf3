import { inspect } from 'node:util'
import { fixtureApps, fixturePims, type Sandbox, startSandbox } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, postForm, postJson, send } from './support.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

test('every storefront host stands before the pattern that takes the rest', () => {
  const hosts = Object.keys(sandbox.hosts)
  expect(hosts).toEqual(
    expect.arrayContaining(['login.bigcommerce.com', 'pim.example.com', 'cedar-canvas.mybigcommerce.com']),
  )
  for (const { hash } of sandbox.stores) expect(hosts).toContain(`store-${hash}.mybigcommerce.com`)
  expect(hosts.indexOf('*.mybigcommerce.com')).toBe(hosts.length - 1)
})

test('a Host header names the storefront where the path does not', async () => {
  const reply = await send(at(sandbox, '*.mybigcommerce.com', '/admin/oauth/info'), {
    headers: { Host: 'store-abc123xyz.mybigcommerce.com' },
  })
  expect(JSON.parse(reply.body)).toEqual({ store_hash: 'abc123xyz' })
})

test('a host that is not served is a 404', async () => {
  expect((await fetch(`${sandbox.url}/hosts/www.example.com/`)).status).toBe(404)
})

test('the number of a store is no other store’s', () => {
  const numbers = sandbox.stores.map(({ hash }) => {
    const [, claims = ''] = sandbox.issueStorefrontToken({ hash }).split('.')
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).sid
  })
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('the fixtures look like real credentials and stay on reserved names', () => {
  for (const { clientId, clientSecret } of fixtureApps) {
    expect(clientId).toMatch(/^[a-z0-9]{31}$/)
    expect(clientSecret).toMatch(/^[0-9a-f]{64}$/)
  }
  for (const { host, behaviour, clientId } of fixturePims) {
    expect(host).toMatch(/(^|\.)example\.com$/)
    expect(behaviour).toMatch(/^[A-Z].*\.$/)
    expect(clientId).toMatch(/^\d+_\w+$/)
  }
})

test('no answer and no record repeats a credential that was sent', async () => {
  const canary = 'canary0secret0that0must0not0show'
  const pim = sandbox.pims[0]!
  const app = sandbox.apps[0]!
  const token = { client_id: app.clientId, client_secret: canary, code: canary, grant_type: canary }
  const basic = Buffer.from(`${pim.clientId}:${pim.clientSecret}`).toString('base64')
  const storefront = `store-ci4bzn8adz.mybigcommerce.com`
  const replies = await Promise.all([
    postJson(at(sandbox, 'login.bigcommerce.com', '/oauth2/token'), token),
    postForm(at(sandbox, 'login.bigcommerce.com', '/oauth2/token'), { ...token, client_secret: app.clientSecret }),
    postJson(
      at(sandbox, pim.host, '/api/oauth/v1/token'),
      { grant_type: 'password', username: pim.username, password: canary },
      { Authorization: `Basic ${basic}` },
    ),
    postForm(
      at(sandbox, pim.host, '/api/oauth/v1/token'),
      { grant_type: 'refresh_token', refresh_token: canary },
      { Authorization: `Basic ${basic}` },
    ),
    fetch(at(sandbox, pim.host, '/api/rest/v1/channels'), { headers: { Authorization: `Bearer ${canary}` } }),
    postJson(at(sandbox, storefront, '/graphql'), { query: '{ site }' }, { Authorization: `Bearer ${canary}` }),
    fetch(at(sandbox, 'api.bigcommerce.com', '/stores/ci4bzn8adz/v3/storefront/api-token'), {
      method: 'DELETE',
      headers: { 'X-Auth-Token': sandbox.stores[0]!.tokens[0]!.accessToken, 'Sf-Api-Token': canary },
    }),
  ])
  for (const reply of replies) {
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect((await reply.text()) + JSON.stringify([...reply.headers])).not.toContain(canary)
  }
  expect(sandbox.requests()).toHaveLength(replies.length)
  expect(inspect(sandbox.requests(), { depth: null, showHidden: true })).not.toContain(canary)
  expect(() => sandbox.revoke(canary)).not.toThrow(new RegExp(canary))
  expect(() => sandbox.setFault(canary, null)).not.toThrow(new RegExp(canary))
})
