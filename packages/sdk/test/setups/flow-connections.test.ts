import { expect, test } from 'vitest'
import { CALLBACK, decide, registerApp, saveClient } from '../support/authorize.ts'
import { customForm, GOOD, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { setupBench, setupIn } from '../support/setups.ts'

const REST = 'celigo-rest'
const GRAPHQL = 'celigo-graphql'

interface ShownField {
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly oneOf?: readonly { readonly const: string }[]
}

interface ShownForm {
  readonly properties: Readonly<Record<string, ShownField>>
  readonly required: readonly string[]
  readonly allOf: readonly {
    readonly if: { readonly properties: { readonly authType: { readonly const: string } } }
    readonly then: { readonly properties: Readonly<Record<string, ShownField>>; readonly required?: readonly string[] }
  }[]
}

/** What a person sees of a form with an auth type chosen: titles from top to bottom, with a star where one is required. */
function seen(form: unknown, authType: string): string[] {
  const { properties, required, allOf } = form as ShownForm
  const then = allOf.find((entry) => entry.if.properties.authType.const === authType)?.then
  const stars = [...required, ...(then?.required ?? [])]
  return Object.entries({ ...properties, ...then?.properties }).map(
    ([name, { title }]) => `${title}${stars.includes(name) ? ' *' : ''}`,
  )
}

const started = async (document: string, ...options: Parameters<typeof setupBench>) => {
  const parts = await setupBench(...options)
  const { id } = setupIn(await parts.setups.start(document))
  return { ...parts, id }
}

test('the REST form asks, per auth type, for its fields, with its titles and stars', async () => {
  const { setups, id } = await started(REST)
  const { form, uiSchema, values } = await setups.form(id, 'store')
  expect((form as unknown as ShownForm).properties['authType']?.oneOf?.map((option) => option.const)).toEqual([
    'oauth2',
    'basic',
    'token',
  ])
  const common = ['Name your connection *', 'Auth type *', 'Store hash *']
  expect(seen(form, 'token')).toEqual([...common, 'Access token *', 'Client ID *'])
  expect(seen(form, 'basic')).toEqual([...common, 'Username *', 'Password *'])
  expect(seen(form, 'oauth2')).toEqual([...common, 'OAuth 2.0 client *', 'Scopes *', 'Redirect URL'])
  expect(uiSchema['ui:order']).toEqual([...(setups.documents.get(REST).slots['store']?.order ?? []), '*'])
  expect(JSON.stringify(uiSchema)).toContain('In https://api.bigcommerce.com/stores/123456/ the store hash is 123456.')
  expect(values).toEqual({})
  expect(await setups.connect(id, 'store', { clientSecret: 'x' })).toMatchObject({
    ok: false,
    issues: [{ path: ['clientSecret'], code: 'unknown_field' }],
  })
})

test('secrets are entered again with each edit, Token and Basic alike', async () => {
  const { setups, id, sandbox } = await started(REST)
  const { accessToken = '', clientId = '', storeHash } = tokenForm(sandbox)
  setupIn(await setups.connect(id, 'store', tokenForm(sandbox)))
  expect((await setups.status(id)).setup.name).toBe('Production')
  expect(await setups.connect(id, 'store', { name: 'Renamed' })).toMatchObject({
    ok: false,
    issues: [{ path: ['accessToken'] }],
  })
  setupIn(await setups.connect(id, 'store', { name: 'Renamed', accessToken }))
  const basic = { name: 'Basic', authType: 'basic', storeHash, username: clientId, password: accessToken }
  expect(setupIn(await setups.connect(id, 'store', basic)).slots['store']?.connection?.authType).toBe('basic')
  const { form, values, secrets } = await setups.form(id, 'store')
  expect(values).toMatchObject({ name: 'Basic', username: clientId })
  expect(Object.keys(secrets)).toEqual(['password'])
  expect(seen(form, 'basic')).toContain('Password *')
})

test('OAuth 2.0 waits with a saved client and a redirect URL until a person has authorised it', async () => {
  const { setups, id, sandbox, connform } = await started(REST)
  const client = await saveClient(connform, registerApp(sandbox))
  const oauth = {
    name: 'Production',
    authType: 'oauth2',
    storeHash: GOOD,
    oauthClient: client.id,
    scopes: ['store_v2_products', 'store_v2_information_read_only'],
  }
  const { slots } = setupIn(await setups.connect(id, 'store', oauth))
  expect(await setups.status(id)).toMatchObject({ ready: false, slots: [{ state: 'pending' }] })
  const connection = slots['store']?.connection?.id ?? ''
  const { url } = await connform.connections.authorize(connection, { redirectUri: CALLBACK })
  expect(await connform.oauth.handleCallback(await decide(sandbox, url))).toMatchObject({ ok: true })
  expect(await setups.status(id)).toMatchObject({ ready: true, slots: [{ state: 'works' }] })
})

test('the GraphQL form asks for scopes with Custom alone, and the channel is 1 where nothing is entered', async () => {
  const clock = movingClock()
  const { setups, id, sandbox } = await started(GRAPHQL, { clock })
  const { form } = await setups.form(id, 'store')
  const common = ['Name your connection *', 'Subdomain *', 'Auth type *', 'Store hash *', 'Channel ID']
  expect(seen(form, 'custom')).toEqual([...common, 'Access token *', 'Scopes *'])
  expect(seen(form, 'token')).toEqual([...common, 'Access token *'])
  expect((form as unknown as ShownForm).properties['channelId']?.default).toBe(1)
  expect((form as unknown as ShownForm).properties['authType']?.oneOf?.[0]?.const).toBe('custom')
  const { slots } = setupIn(await setups.connect(id, 'store', customForm(sandbox)))
  expect(slots['store']?.connection?.values).toMatchObject({ channelId: 1, scopes: ['Unauthenticated'] })
  expect(await setups.status(id)).toMatchObject({ ready: true })
})

test('a storefront token is refused after the notice, which says to choose Custom; an old one goes on to it', async () => {
  const clock = movingClock('2026-06-01T00:00:00Z')
  const { setups, id, sandbox } = await started(GRAPHQL, { clock })
  const accessToken = sandbox.issueStorefrontToken({ hash: GOOD, issuedAt: new Date('2026-05-01T00:00:00Z') })
  const token = { name: 'Window', authType: 'token', subdomain: `store-${GOOD}`, storeHash: GOOD, accessToken }
  setupIn(await setups.connect(id, 'store', token))
  clock.move({ seconds: 60 * 86_400 })
  expect((await setups.status(id)).setup.slots['store']?.connection?.notices).toMatchObject([{ effect: 'refuse-new' }])
  const { id: another } = setupIn(await setups.start(GRAPHQL))
  expect(await setups.connect(another, 'store', token)).toMatchObject({
    ok: false,
    issues: [{ path: ['authType'], code: 'refused_by_notice', hint: expect.stringContaining('Custom') }],
  })
  const moved = setupIn(await setups.connect(id, 'store', customForm(sandbox)))
  expect(moved.slots['store']?.connection).toMatchObject({ authType: 'custom', notices: [] })
  expect(setups.documents.get(GRAPHQL).guides).toHaveProperty('reauthorise')
})
