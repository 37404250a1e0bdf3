import type { SetupStatus } from 'connform'
import { describe, expect, test } from 'vitest'
import type { Home } from './support/home.ts'
import { answer, CTRL_C, DOWN, ENTER, openPseudoTerminal } from './support/pseudo-terminal.ts'
import { GOOD, makeSetupHome } from './support/setup-home.ts'

const LEFT = '\u001b[D'

const statusOf = (home: Home, document: string) => home.json<SetupStatus>(['setup', 'status', document])

// `script` makes the terminal; the one of util-linux is at hand on Linux.
describe.runIf(process.platform === 'linux')('a person at the terminal (skipped where it is not Linux)', () => {
  test('fills in a credential in the words of the setup, after a failed test, then chooses from lists and matches', async () => {
    const { home, sandbox } = await makeSetupHome()
    const { accessToken, clientId, clientSecret } = sandbox.account()
    const terminal = openPseudoTerminal(['setup', 'start', 'unopim'], home)
    await answer(terminal, 'Label', 'Production')
    await answer(terminal, 'API URL', `https://api.bigcommerce.com/stores/${GOOD}/`)
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client Secret', clientSecret)
    await answer(terminal, 'Access Token', sandbox.account(GOOD, 'deleted').accessToken)
    await answer(terminal, 'Status', '')
    await terminal.sees('BigCommerce does not know this access token.')
    await terminal.sees('Check in BigCommerce that the API account still exists.')
    expect(await home.json(['setup', 'list'])).toEqual({ setups: [] })
    await answer(terminal, 'Change Access Token', '')
    await answer(terminal, '◆\u001b[39m  Access Token', accessToken)
    await terminal.sees('Saved')
    await answer(terminal, 'Default Currency', DOWN)
    await answer(terminal, 'Default Locale', '')
    await answer(terminal, 'Locale Mapping', 'german')
    await answer(terminal, 'What German (Germany) goes to.', DOWN + DOWN)
    await answer(terminal, 'German (Germany) →', '')
    await answer(terminal, 'Currency Mapping', '')
    await terminal.sees('It is ready.')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).not.toContain(accessToken)
    expect(await statusOf(home, 'unopim')).toMatchObject({
      ready: true,
      setup: {
        name: 'Production',
        settings: { defaultCurrency: 'USD', localeMapping: [{ from: 'de_DE', to: 'de' }], currencyMapping: [] },
      },
    })
  })

  test('leaves in the middle, sees what is saved and what is locked, and goes on from there', async () => {
    const { home, pim } = await makeSetupHome()
    const first = openPseudoTerminal(['setup', 'start', 'akeneo-connector-v1'], home)
    await answer(first, 'PIM URL', String(pim['url']))
    await answer(first, 'Client ID', String(pim['clientId']))
    await answer(first, 'Secret', String(pim['clientSecret']))
    await answer(first, 'Username', String(pim['username']))
    await answer(first, 'Password', String(pim['password']))
    await first.sees('Saved')
    await first.sees('BigCommerce credentials')
    await first.sees('Client ID')
    first.type(CTRL_C)
    await first.sees('What was saved before stays')
    expect(await first.ended).toBe(4)
    const second = openPseudoTerminal(['setup', 'start', 'akeneo-connector-v1'], home)
    await second.sees('It was started before')
    await second.sees('the connection works')
    await second.sees('Client ID')
    second.type(CTRL_C)
    expect(await second.ended).toBe(4)
    expect((await statusOf(home, 'akeneo-connector-v1')).slots).toMatchObject([{ state: 'works' }, { state: 'empty' }])
  })

  test('is asked before a locked field changes, and told what is forgotten', async () => {
    const { home, start, pim, store, status } = await makeSetupHome()
    const settings = { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' }
    await start('akeneo-connector-v1', { slots: { pim, store: store() }, settings })
    await home.json(['setup', 'use', 'akeneo-connector-v1'])
    const words = ['setup', 'set', 'akeneo-connector-v1', 'locale=fr_FR']
    const kept = openPseudoTerminal(words, home)
    await kept.sees('Clean the data and keep the store')
    await answer(kept, 'Change it all the same?', '')
    expect(await kept.ended).toBe(4)
    expect((await status('akeneo-connector-v1')).setup.settings).toEqual(settings)
    const changed = openPseudoTerminal(words, home)
    await answer(changed, 'Change it all the same?', LEFT)
    await changed.sees('Saved')
    expect(await changed.ended).toBe(0)
    expect((await status('akeneo-connector-v1')).setup).toMatchObject({
      settings: { ...settings, locale: 'fr_FR' },
      usedAt: null,
    })
  })

  test('edits a credential: Enter keeps the token, and what is chosen is asked for with its list', async () => {
    const { home, start, credential } = await makeSetupHome()
    await start('unopim', { slots: { store: credential() } })
    const terminal = openPseudoTerminal(['setup', 'connect', 'unopim'], home)
    await answer(terminal, 'Label', ' 2')
    await answer(terminal, 'API URL', '')
    await answer(terminal, 'Client ID', '')
    await answer(terminal, 'Client Secret (saved: leave blank to keep it)', '')
    await answer(terminal, 'Access Token (saved: leave blank to keep it)', '')
    await answer(terminal, 'Status', '')
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect((await statusOf(home, 'unopim')).setup.name).toBe('Production 2')
  })

  test('is asked before a setup is reset or removed', async () => {
    const { home, start } = await makeSetupHome()
    await start('akeneo-app')
    const reset = openPseudoTerminal(['setup', 'reset', 'akeneo-app', 'delete-store'], home)
    await reset.sees('Forgets the connections as well')
    await answer(reset, 'Reset Akeneo App for BigCommerce?', '')
    expect(await reset.ended).toBe(4)
    const removed = openPseudoTerminal(['setup', 'remove', 'akeneo-app'], home)
    await removed.sees('Remove Akeneo App for BigCommerce?')
    removed.type(LEFT + ENTER)
    expect(await removed.ended).toBe(0)
    expect(await home.json(['setup', 'list'])).toEqual({ setups: [] })
  })
})
