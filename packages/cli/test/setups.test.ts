import type { Connection, OAuthClientResult, Setup, SetupResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { GOOD, makeSetupHome, OTHER, pairs, type SetupHome } from './support/setup-home.ts'

const connections = async ({ home }: SetupHome) =>
  (await home.json<{ connections: readonly Connection[] }>(['list'])).connections

describe.each([
  {
    document: 'akeneo-app',
    open: ['pim', 'store', 'display-type'],
    choices: { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' },
    more: { storefront: '1', displayType: 'dropdown' },
  },
  {
    document: 'akeneo-connector-v1',
    open: ['pim', 'store'],
    choices: { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' },
    more: {},
  },
])('$document, a command at a time', ({ document, open, choices, more }) => {
  const configured = async () => {
    const parts = await makeSetupHome()
    const values = { slots: { pim: parts.pim, store: parts.store() }, settings: { ...choices, ...more } }
    expect(await parts.start(document, values)).toMatchObject({ ok: true, ready: true, next: null })
    return parts
  }

  test('goes from nothing to ready; a section is locked until its connection works, and says why', async () => {
    const parts = await makeSetupHome()
    const { home, pim, store, start, connect, set, status } = parts
    expect(await start(document)).toMatchObject({ ok: true, ready: false, next: 'pim' })
    const begun = await status(document)
    expect(begun.sections.filter((section) => section.open).map(({ id }) => id)).toEqual(open)
    const { stdout } = await home.run(['setup', 'status', document])
    expect(stdout).toMatch(/✗ .*onfiguration {2}locked\n {4}Akeneo PIM: nothing is connected yet\.\n {4}→ /)
    expect(stdout).toMatch(new RegExp(`\n {2}\\$ connform setup connect ${document} pim\n$`))
    expect(await set(document, ['locale=en_US'], 1)).toMatchObject({ ok: false, issues: [{ code: 'gate_closed' }] })

    const revoked = await connect(document, 'store', store(GOOD, 'deleted'), 1)
    expect(revoked).toMatchObject({ ok: false, test: { cause: 'bad_credentials' } })
    expect(await connections(parts)).toEqual([])
    await connect(document, 'pim', pim)
    await connect(document, 'store', store())
    await set(document, pairs({ ...choices, ...more }))
    expect(await status(document)).toMatchObject({
      ready: true,
      next: null,
      setup: { settings: { ...choices, ...more } },
    })
  })

  test('a locked field changes when that is confirmed as it was said, and another store hash starts over', async () => {
    const parts = await configured()
    const { home, set, status, store, connect } = parts
    await home.json<Setup>(['setup', 'use', document])
    const refused = await home.run(['setup', 'set', document, 'locale=fr_FR'])
    expect(refused.code).toBe(4)
    expect(refused.stdout).toContain('! locale  ')
    expect(refused.stdout).toMatch(/\nNothing was saved\.\n$/)
    const command = /\$ connform (.*)\n/.exec(refused.stderr)?.[1] ?? ''
    expect(command).toBe(`setup set ${document} locale=fr_FR --confirm locale`)
    expect(await set(document, ['locale=fr_FR'], 4)).toMatchObject({
      guard: { fields: ['locale'], reset: 'keep-store' },
    })
    expect((await status(document)).setup.settings['locale']).toBe('en_US')
    const confirmed = await home.json<SetupResult>(command.split(' '))
    expect(confirmed).toMatchObject({ ok: true, reset: 'keep-store', setup: { usedAt: null } })
    expect((await status(document)).setup.settings['locale']).toBe('fr_FR')

    await home.json<Setup>(['setup', 'use', document])
    expect(await connect(document, 'store', store(OTHER), 4)).toMatchObject({ guard: { fields: ['store.storeHash'] } })
    const words = ['setup', 'connect', document, 'store', '--values', '-', '--confirm', 'store.storeHash']
    const result = await home.json<SetupResult>(words, { input: JSON.stringify(store(OTHER)) })
    expect(result).toMatchObject({ ok: true, reset: 'delete-store', setup: { settings: {}, usedAt: null } })
    expect(await connections(parts)).toMatchObject([{ values: { storeHash: OTHER } }])
  })

  test('each reset and the removal say what goes and what stays, and wait for --yes', async () => {
    const parts = await configured()
    const { home, status, connect, pim } = parts
    const asked = await home.run(['setup', 'reset', document, 'keep-store'])
    expect(asked).toMatchObject({ code: 4, stdout: '' })
    expect(asked.stderr).toMatch(/the connections .*stay/)
    expect(asked.stderr).toContain(`$ connform setup reset ${document} keep-store --yes\n`)
    expect((await status(document)).setup.settings).toMatchObject(choices)
    await home.json(['setup', 'reset', document, 'keep-store', '--yes'])
    expect((await status(document)).setup.settings).toEqual({})
    expect(await connections(parts)).toHaveLength(2)
    const all = await home.run(['setup', 'reset', document, 'delete-store', '--yes'])
    expect(all.stderr).toContain(`$ connform setup connect ${document} pim\n`)
    expect(await connections(parts)).toEqual([])

    await connect(document, 'pim', pim)
    const leaving = await home.run(['setup', 'remove', document])
    expect(leaving).toMatchObject({ code: 4, stdout: '' })
    expect(leaving.stderr).toMatch(/stay in the BigCommerce store[\s\S]*--yes\n$/)
    await home.json(['setup', 'remove', document, '--yes', '--keep-connections'])
    expect(await connections(parts)).toHaveLength(1)
    expect((await home.run(['setup', 'status', document])).code).toBe(3)
  })
})

describe('unopim', () => {
  test('stores nothing until the credential works, and then goes to ready with its mappings', async () => {
    const parts = await makeSetupHome()
    const { home, start, credential, set, status } = parts
    const broken = await start('unopim', { slots: { store: credential({}, 'deleted') } }, 1)
    expect(broken).toMatchObject({ ok: false, setup: null, slots: { store: { test: { cause: 'bad_credentials' } } } })
    const said = await home.run(['setup', 'start', 'unopim', '--values', '-'], {
      input: JSON.stringify({ slots: { store: credential({}, 'deleted') } }),
    })
    expect(said.stdout).toContain('→ Check in BigCommerce that the API account still exists.\n')
    expect(await home.json(['setup', 'list'])).toEqual({ setups: [] })
    expect(await connections(parts)).toEqual([])

    expect(
      await start('unopim', { slots: { store: credential() }, settings: { defaultCurrency: 'USD' } }),
    ).toMatchObject({ ok: true, ready: true, setup: { name: 'Production', settings: { defaultCurrency: 'USD' } } })
    await set('unopim', ['localeMapping=en_US:en,de_DE:de', 'currencyMapping=EUR:EUR'])
    expect((await status('unopim')).setup.settings).toEqual({
      defaultCurrency: 'USD',
      localeMapping: [
        { from: 'en_US', to: 'en' },
        { from: 'de_DE', to: 'de' },
      ],
      currencyMapping: [{ from: 'EUR', to: 'EUR' }],
    })
    await set('unopim', ['defaultCurrency=', 'localeMapping='])
    expect((await status('unopim')).setup.settings).toEqual({
      localeMapping: [],
      currencyMapping: [{ from: 'EUR', to: 'EUR' }],
    })
  })

  test('keeps what is blank or masked in an edit, and an inactive one is found by its status', async () => {
    const { home, start, credential, connect } = await makeSetupHome()
    await start('unopim', { slots: { store: credential() } })
    const masked = { name: 'Renamed', accessToken: '**********', clientSecret: '', status: 'inactive' }
    expect(await connect('unopim', 'store', masked)).toMatchObject({ ok: true, setup: { name: 'Renamed' } })
    const listed = (status: string) => home.json<{ setups: Setup[] }>(['setup', 'list', 'unopim', '--status', status])
    expect((await listed('inactive')).setups).toMatchObject([{ name: 'Renamed', ready: false }])
    expect(await listed('active')).toEqual({ setups: [] })
    const { stdout } = await home.run(['setup', 'status', 'unopim'])
    expect(stdout).toMatch(/\$ connform activate [0-9a-f-]{36}\n$/)
  })

  test('is listed with label, address, status and whether it is ready; searched and sorted', async () => {
    const { home, start, credential } = await makeSetupHome()
    for (const name of ['Beta', 'Alpha']) await start('unopim', { slots: { store: credential({ name }) } })
    const { stdout } = await home.run(['setup', 'list'])
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^LABEL +ID +STATUS +READY +ADDRESS +DOCUMENT$/),
      expect.stringMatching(/^Alpha +[0-9a-f-]{36} {2}active +✓ +https:\/\/api\.bigcommerce\.com\/\S+ +unopim$/),
      expect.stringMatching(/^Beta /),
      '',
    ])
    const names = async (...words: string[]) =>
      (await home.json<{ setups: Setup[] }>(['setup', 'list', ...words])).setups.map(({ name }) => name)
    expect(await names('--sort', '-name')).toEqual(['Beta', 'Alpha'])
    expect(await names('--search', 'alph')).toEqual(['Alpha'])
    const several = await home.run(['setup', 'status', 'unopim'])
    expect(several).toMatchObject({ code: 2, stdout: '' })
    expect(several.stderr).toContain('There are 2 setups of UnoPim BigCommerce credentials.')
  })

  test('is removed with the caution of its document', async () => {
    const { home, start, credential } = await makeSetupHome()
    await start('unopim', { slots: { store: credential() } })
    const asked = await home.run(['setup', 'remove', 'unopim'])
    expect(asked.stderr).toContain('This ends future imports and exports through this credential.')
    expect(await home.json(['setup', 'remove', 'unopim', '--yes'])).toEqual({ removed: expect.any(String) })
    expect(await home.json(['setup', 'list'])).toEqual({ setups: [] })
  })
})

describe('celigo', () => {
  test('REST with a token is ready at once, and every edit asks for the token again', async () => {
    const { home, start, store, connect } = await makeSetupHome()
    const form = { name: 'Orders', authType: 'token', ...store() }
    expect(await start('celigo-rest', { slots: { store: form } })).toMatchObject({
      ready: true,
      setup: { name: 'Orders' },
    })
    expect(await connect('celigo-rest', 'store', { name: 'Renamed' }, 1)).toMatchObject({
      issues: [{ path: ['accessToken'], code: 'secret_required' }],
    })
    await connect('celigo-rest', 'store', { name: 'Renamed', accessToken: store()['accessToken'] })
    expect(await home.json(['setup', 'test', 'celigo-rest'])).toMatchObject({ ok: true })
    await home.json(['setup', 'remove', 'celigo-rest', '--yes'])
  })

  test('REST with OAuth 2.0 waits for a person, and says which command is next', async () => {
    const { home, sandbox, start } = await makeSetupHome()
    const app = sandbox.apps[0]
    const input = JSON.stringify({ name: 'App', clientId: app?.clientId, clientSecret: app?.clientSecret })
    const saved = await home.json<OAuthClientResult>(['oauth-client', 'add', 'bigcommerce-rest', '--values', '-'], {
      input,
    })
    const oauthClient = saved.ok ? saved.client.id : ''
    const form = { name: 'Orders', authType: 'oauth2', storeHash: GOOD, oauthClient, scopes: ['store_v2_products'] }
    expect(await start('celigo-rest', { slots: { store: form } })).toMatchObject({ ok: true, ready: false })
    const { stdout } = await home.run(['setup', 'status', 'celigo-rest'])
    expect(stdout).toContain('the connection waits for its authorisation')
    expect(stdout).toMatch(/\$ connform authorize [0-9a-f-]{36}\n$/)
  })

  test('GraphQL with Custom is ready at once; Token is refused by its notice, and nothing is stored', async () => {
    const parts = await makeSetupHome()
    const { home, start, sandbox } = parts
    const { accessToken } = sandbox.account()
    const form = { name: 'Window', subdomain: `store-${GOOD}`, storeHash: GOOD, accessToken }
    await start('celigo-graphql', { slots: { store: { ...form, authType: 'token' } } }, 4)
    expect(await connections(parts)).toEqual([])
    const custom = { ...form, authType: 'custom', scopes: ['Unauthenticated'] }
    expect(await start('celigo-graphql', { slots: { store: custom } })).toMatchObject({ ok: true, ready: true })
    expect(await connections(parts)).toMatchObject([{ values: { channelId: 1 } }])
    await home.json(['setup', 'remove', 'celigo-graphql', '--yes'])
    expect(await connections(parts)).toEqual([])
  })
})
