import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bench, bench } from './support/bench.ts'
import { documented } from './support/documented.ts'
import { customForm, OTHER, pimForm, savedIn, storefrontForm, tokenForm } from './support/forms.ts'
import { type OpenApi, operationsOf } from './support/fuzz/operations.ts'
import { type FuzzRequest, type RequestOptions, requestsOf, strayRequests } from './support/fuzz/requests.ts'
import { type FuzzAnswer, print, sendRaw } from './support/fuzz/send.ts'
import { almost, hostileText } from './support/fuzz/values.ts'
import { login } from './support/login.ts'
import { choices, pimValues, storeValues } from './support/setups.ts'

/** Requests to each operation. `FUZZ_RUNS=500 FUZZ_SEED=7 npm test -- --project server fuzz` asks for more, and others. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101)

/** As long as an access token, so that it is taken for one. */
const CANARY = 'canary0123456789abcdefghijklmno'

const off = { general: false, outgoing: false, login: false, failure: false } as const

test('no request to any operation brings an answer that is not documented', { timeout: 3_600_000 }, async () => {
  const here = await bench({ server: { rateLimits: off } })
  here.hide(CANARY)
  const document: OpenApi = (await here.anybody().get('/openapi.json')).body
  const operations = operationsOf(document)
  const check = checker(here, document)
  for (const operation of operations) {
    const callers = await callersOf(here)
    const requests = requestsOf(operation, await optionsOf(here, callers))
    const property = fc.asyncProperty(requests, async (request) => {
      const answer = await sendAs(here, callers, request)
      check(request, answer)
      const isUnknown = ['nobody', 'stranger'].includes(request.who)
      if (isUnknown && !operation.isPublic) expect(answer.status, print(request)).toBeGreaterThanOrEqual(400)
    })
    await fc.assert(property, { seed: SEED, numRuns: RUNS })
    expect((await here.anybody().get('/healthz')).status).toBe(200)
  }
})

test('no method at any address brings a failure of the server', { timeout: 3_600_000 }, async () => {
  const here = await bench({ server: { rateLimits: off } })
  here.hide(CANARY)
  const document: OpenApi = (await here.anybody().get('/openapi.json')).body
  const callers = await callersOf(here)
  const options = await optionsOf(here, callers)
  const property = fc.asyncProperty(strayRequests(operationsOf(document), options), async (request) => {
    const answer = await sendAs(here, callers, request)
    expect(answer.status, print(request)).toBeLessThan(500)
    if (answer.status >= 400 && request.method !== 'HEAD') {
      expect(answer.contentType, `${print(request)}\n${answer.text}`).toMatch(/^application\/problem\+json/)
    }
  })
  await fc.assert(property, { seed: SEED, numRuns: RUNS * 8 })
  expect((await here.anybody().get('/healthz')).status).toBe(200)
})

type Callers = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Headers by which each of those who call is known. */
async function callersOf(here: Bench): Promise<Callers> {
  const key = async (role: 'viewer' | 'editor' | 'admin', tenant = here.connform.tenantId) => {
    const made = await here.connform.tenant(tenant).access.createKey({ name: role, role })
    if (!made.ok) throw new Error('No key was made.')
    here.hide(made.secret.reveal())
    return { authorization: `Bearer ${made.secret.reveal()}` }
  }
  const { cookie, session } = await login(here, { allTenants: true })
  here.hide(cookie.split('=')[1] ?? cookie)
  return {
    admin: await key('admin'),
    editor: await key('editor'),
    viewer: await key('viewer'),
    'other admin': await key('admin', 'other'),
    page: { cookie, 'x-csrf-token': session.body.csrfToken, 'sec-fetch-site': 'same-origin' },
    'page without token': { cookie, 'sec-fetch-site': 'same-origin' },
    'page of another site': { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    nobody: {},
    stranger: { authorization: `Bearer cf_12345678_${CANARY}` },
  }
}

/** With things to ask for, made anew each time: requests take them away. */
async function optionsOf(here: Bench, callers: Callers): Promise<RequestOptions> {
  const { connform, sandbox } = here
  const { connections, oauthClients, access } = connform
  const make = async (definition: string, form: object) =>
    savedIn(await connections.create(definition, { ...form }, { verify: 'skip' })).id
  const ids = [
    await make('bigcommerce-rest', tokenForm(sandbox)),
    await make('bigcommerce-graphql', customForm(sandbox)),
    await make('akeneo-pim', pimForm(sandbox)),
  ]
  const removed = await make('bigcommerce-rest', tokenForm(sandbox))
  await connections.remove(removed)
  const app = sandbox.apps[0]
  const client = await oauthClients.create('bigcommerce-rest', { name: 'App', ...app })
  const spare = await access.createKey({ name: 'Spare', role: 'viewer' })
  const clientId = client.ok ? client.client.id : ''
  const setups = await setupsOf(here)
  const oauth = {
    name: 'By OAuth',
    authType: 'oauth2',
    oauthClient: clientId,
    scopes: ['store_v2_products'],
    redirectUri: 'https://app.example.com/callback',
  }
  const forms = [
    tokenForm(sandbox),
    { ...tokenForm(sandbox), accessToken: CANARY },
    customForm(sandbox),
    storefrontForm(CANARY),
    { ...pimForm(sandbox), password: CANARY },
    pimForm(sandbox),
    oauth,
    { name: 'Client', clientId: app?.clientId, clientSecret: CANARY },
    { name: 'Renamed' },
    { name: 'Sealed', accessToken: { sealed: CANARY } },
    { storeHash: 'abc123xyz' },
    storeValues(here),
    pimValues(here),
    { ...storeValues(here), storeHash: OTHER, accessToken: CANARY },
  ]
  const filled = fc.constantFrom<object>(...forms)
  const form = fc.oneof(filled, almost(filled))
  const definition = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('bigcommerce-rest', 'bigcommerce-graphql', 'akeneo-pim') },
    { weight: 1, arbitrary: hostileText },
  )
  const spares = [removed, clientId, spare.ok ? spare.apiKey.id : '', 'bigcommerce-rest']
  const id = fc.constantFrom(...ids, ...setups, ...ids, ...setups, ...spares)
  const settings = fc.oneof(filledSettings, almost(filledSettings))
  return {
    who: ['admin', 'admin', 'admin', 'page', ...Object.keys(callers)],
    canary: CANARY,
    hints: {
      id,
      subject: id,
      definition,
      input: form,
      patch: form,
      source: fc.constantFrom('oauthClients', 'channels', 'locales', 'scopes', 'catalogs'),
      authType: fc.constantFrom('token', 'oauth2', 'custom'),
      text: fc.oneof(hostileText, fc.constant(`ACCESS TOKEN: ${CANARY}\nCLIENT ID: abc\nCLIENT NAME: Shop`)),
      profile: fc.constantFrom('none', 'catalog', 'orders'),
      'if-match': fc.constantFrom('"1"', '"2"', '"1-abc"', '*'),
      'idempotency-key': fc.constantFrom('one', 'two'),
      action: fc.constantFrom('connection.created', 'connection.tested'),
      cursor: hostileText,
      document: fc.constantFrom('akeneo-app', 'unopim', 'celigo-rest', 'celigo-graphql', 'nothing'),
      slot: fc.constantFrom('store', 'pim', 'connection', 'constructor'),
      values: form,
      connection: id,
      settings,
      section: fc.constantFrom('store-configuration', 'storefront', 'mappings', 'nothing'),
      confirm: fc.constantFrom(['locale'], ['store.storeHash'], []),
      field: fc.constantFrom('locale', 'mainCategory', 'pim.locales', 'localeMapping.to', 'host.locales', 'a.b.c'),
    },
  }
}

/** What is chosen in a setup, and the rows of a mapping. */
const filledSettings = fc.constantFrom<object>(
  choices,
  { locale: 'fr_FR' },
  { storefront: '1', displayType: 'dropdown' },
  { channel: 'print', mainCategory: null },
  { localeMapping: [{ from: 'en_US', to: 'en' }, { from: '', to: '' }, {}] },
  {},
)

/** Setups in different states: everything of one is in use, another has a connection alone. They can be started anew. */
async function setupsOf(here: Bench): Promise<string[]> {
  const { setups } = here.connform
  for (const { id } of await setups.list()) await setups.remove(id)
  const start = async (document: string, connect?: { slot: string; input: unknown }) => {
    const result = await setups.start(document, connect === undefined ? {} : { connect })
    if (!result.ok) throw new Error(`Nothing was started: ${JSON.stringify(result.issues)}`)
    return result.setup.id
  }
  const used = await start('akeneo-app', { slot: 'pim', input: pimValues(here) })
  await setups.connect(used, 'store', storeValues(here))
  await setups.save(used, { ...choices, storefront: '1', displayType: 'dropdown' })
  await setups.markUsed(used)
  return [used, await start('unopim')]
}

function sendAs({ url }: Bench, callers: Callers, request: FuzzRequest): Promise<FuzzAnswer> {
  return sendRaw(url, { ...request, headers: { ...request.headers, ...callers[request.who] } }).catch((error) => {
    throw new Error(`${print(request)}\nwas not answered`, { cause: error })
  })
}

/** Fails where an answer is not as documented, is a failure of the server, or holds a secret. */
function checker({ sandbox }: Bench, document: OpenApi): (request: FuzzRequest, answer: FuzzAnswer) => void {
  const undocumented = documented(document as unknown as Parameters<typeof documented>[0])
  const secrets = [
    CANARY,
    ...sandbox.stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
    ...sandbox.apps.map(({ clientSecret }) => clientSecret),
    ...sandbox.pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
  ]
  return (request, { status, contentType, text, everything }) => {
    const { method, path } = request
    const shown = `${print(request)}\n→ ${status} ${contentType}\n${text.slice(0, 2000)}`
    const seen = { method, path, status, contentType }
    expect(status, shown).toBeLessThan(500)
    expect(secrets.filter((secret) => everything.includes(secret)).length, shown).toBe(0)
    if (contentType?.includes('ndjson') !== true) {
      const body = contentType?.includes('json') === true ? JSON.parse(text) : undefined
      expect(undocumented({ ...seen, body }), shown).toBeUndefined()
      return
    }
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const body of lines) expect(undocumented({ ...seen, body }), shown).toBeUndefined()
    const last = lines.at(-1)
    const type = last.status < 400 ? 'application/json' : 'application/problem+json'
    expect(last.status, shown).toBeLessThan(500)
    expect(undocumented({ ...seen, status: last.status, contentType: type, body: last.body }), shown).toBeUndefined()
  }
}
