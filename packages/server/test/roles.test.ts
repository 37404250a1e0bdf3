import type { Role } from 'connform'
import { expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { type Bench, bench } from './support/bench.ts'
import { type OpenApi, type Operation, operationsOf } from './support/fuzz/operations.ts'
import { login } from './support/login.ts'
import { begin } from './support/proxy-bench.ts'

/** The least role of each operation; `anybody` need not say who they are. */
const least: Readonly<Record<string, Role | 'anybody'>> = {
  getSession: 'viewer',
  createSession: 'anybody',
  endSession: 'viewer',
  listDefinitions: 'viewer',
  getDefinition: 'viewer',
  validateInput: 'viewer',
  deriveFacts: 'viewer',
  listConnections: 'viewer',
  getConnection: 'viewer',
  createConnection: 'editor',
  updateConnection: 'editor',
  removeConnection: 'editor',
  restoreConnection: 'editor',
  setConnectionStatus: 'editor',
  testConnection: 'editor',
  listOptions: 'editor',
  reauthorizeConnection: 'editor',
  authorizeConnection: 'editor',
  finishAuthorization: 'anybody',
  getSealingKey: 'editor',
  listSetupDocuments: 'viewer',
  getSetupDocument: 'viewer',
  listSetups: 'viewer',
  getSetup: 'viewer',
  getSlotForm: 'viewer',
  listSetupOptions: 'viewer',
  startSetup: 'editor',
  connectSlot: 'editor',
  testSlot: 'editor',
  saveSettings: 'editor',
  useSetup: 'editor',
  resetSetup: 'editor',
  removeSetup: 'editor',
  listOAuthClients: 'viewer',
  getOAuthClient: 'viewer',
  createOAuthClient: 'editor',
  updateOAuthClient: 'editor',
  removeOAuthClient: 'editor',
  listAudit: 'viewer',
  verifyAudit: 'admin',
  getKeyStatus: 'viewer',
  rotateKeys: 'admin',
  listTenants: 'admin',
  listApiKeys: 'admin',
  createApiKey: 'admin',
  revokeApiKey: 'admin',
  getHealth: 'anybody',
  getReadiness: 'anybody',
  getMetrics: 'admin',
}

const ranks: Readonly<Record<Role | 'anybody' | 'nobody', number>> = {
  nobody: 0,
  anybody: 0,
  viewer: 1,
  editor: 2,
  admin: 3,
}
const off = { general: false, outgoing: false, login: false, failure: false } as const

const operations = async (here: Bench): Promise<Operation[]> => {
  const document: OpenApi = (await here.anybody().get('/openapi.json')).body
  return operationsOf(document)
}

/** A request that is refused by a schema or finds nothing: who may send it is decided before. */
const ask = (client: ApiClient, { method, template, body }: Operation) =>
  client.send(method, template.replace(/\{\w+\}/g, 'none'), body === undefined ? {} : { body: { unknown: 1 } })

test('each operation is for its role and those above, and for nobody below', async () => {
  const here = await bench({ server: { rateLimits: off } })
  const all = await operations(here)
  expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(least).sort())
  const clients: readonly (readonly [keyof typeof ranks, ApiClient])[] = [
    ['nobody', here.anybody()],
    ['viewer', await here.as('viewer')],
    ['editor', await here.as('editor')],
    ['admin', await here.as('admin')],
  ]
  for (const operation of all) {
    const needed = least[operation.id] ?? 'admin'
    for (const [role, client] of clients) {
      const { status, body } = await ask(client, operation)
      const what = `${operation.id} as ${role}: ${status}`
      // What takes a session of a browser alone, or a link, is no matter of roles.
      if (operation.id === 'endSession' || operation.id === 'createSession') continue
      if (ranks[role] >= ranks[needed]) expect([401, 403], what).not.toContain(status)
      else expect([status, body.code], what).toEqual(role === 'nobody' ? [401, 'unauthenticated'] : [403, 'forbidden'])
    }
  }
})

test('every operation that changes something wants the token of the session, and a page of this server', async () => {
  const here = await bench({ server: { rateLimits: off } })
  const { cookie, session } = await login(here, { allTenants: true })
  const withToken = { cookie, 'x-csrf-token': session.body.csrfToken }
  const forgeries = [
    [{ cookie, 'sec-fetch-site': 'same-origin' }, 'csrf_token_invalid'],
    [{ ...withToken, 'x-csrf-token': '', 'sec-fetch-site': 'same-origin' }, 'csrf_token_invalid'],
    [{ ...withToken, 'sec-fetch-site': 'cross-site' }, 'cross_site'],
    [{ ...withToken, 'sec-fetch-site': 'none' }, 'cross_site'],
    [{ ...withToken, origin: 'null' }, 'cross_site'],
  ] as const
  const public_ = ['createSession', 'finishAuthorization']
  for (const operation of await operations(here)) {
    if (operation.method === 'GET' || public_.includes(operation.id)) continue
    for (const [headers, code] of forgeries) {
      const { status, body } = await ask(here.anybody(headers), operation)
      expect([status, body.code], `${operation.id} ${JSON.stringify(Object.keys(headers))}`).toEqual([403, code])
    }
  }
  expect((await here.anybody({ cookie }).get('/session')).status).toBe(200)
})

test('a header that is no key does not let a cookie in, nor a second cookie another one', async () => {
  const here = await bench()
  const { cookie } = await login(here)
  for (const authorization of ['', 'Basic eDp5', 'Bearer cf_wrong', `Bearer ${cookie.split('=')[1]}`]) {
    expect((await here.anybody({ cookie, authorization }).get('/session')).status, authorization).toBe(401)
  }
  here.hide(cookie.split('=')[1] ?? '')
  const twice = await here.anybody({ cookie: `connform_session=cfs_planted; ${cookie}` }).get('/session')
  expect(twice.status).toBe(401)
})

test('a page does not send requests on, and no method that is not listed gets past the role', async () => {
  const here = await bench()
  const { cookie, session } = await login(here)
  const page = { cookie, 'x-csrf-token': session.body.csrfToken, 'sec-fetch-site': 'same-origin' }
  const base = `${here.url}/api/v1/connections/none/proxy`
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    expect((await begin(base, { method, headers: page })).status, method).toBe(403)
    expect((await begin(base, { method })).status, method).toBe(401)
  }
  const made = await here.connform.access.createKey({ name: 'A viewer', role: 'viewer' })
  const key = made.ok ? made.secret.reveal() : ''
  here.hide(key)
  expect((await begin(`${here.url}/api/v1`, { method: 'HEAD', path: '/api-keys', key })).status).toBe(403)
})
