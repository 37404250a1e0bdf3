import { describe, expect, test } from 'vitest'
import { type Home, makeHome } from './support/home.ts'
import { answer, CTRL_C, DOWN, openPseudoTerminal } from './support/pseudo-terminal.ts'
import { startSandboxProcess } from './support/sandbox-process.ts'

interface Listed {
  readonly connections: readonly {
    readonly id: string
    readonly name: string
    readonly status: string
    readonly revision: number
    readonly values: Record<string, unknown>
    readonly secrets: Record<string, unknown>
  }[]
}

const saved = async (home: Home) => (await home.json<Listed>(['list'])).connections

const TOKEN = DOWN + DOWN

async function atTerminal(words: (home: Home) => Promise<readonly string[]> | readonly string[]) {
  const sandbox = await startSandboxProcess()
  const home = await makeHome({ CONNFORM_HOSTS: sandbox.hosts })
  home.keepSecret(...sandbox.stores.flatMap(({ tokens }) => tokens.map(({ accessToken }) => accessToken)))
  const terminal = openPseudoTerminal(await words(home), home)
  return { sandbox, home, terminal }
}

const connect = () => ['connect', 'bigcommerce-rest']

// `script` makes the terminal; the one of util-linux is at hand on Linux.
describe.runIf(process.platform === 'linux')('a person at the terminal (skipped where it is not Linux)', () => {
  test('goes from a pasted API path and a masked token to a saved connection', async () => {
    const { sandbox, home, terminal } = await atTerminal(connect)
    const { accessToken, clientId } = sandbox.account()
    await answer(terminal, 'Auth type', TOKEN)
    await answer(terminal, 'Store hash', 'https://api.bigcommerce.com/stores/ci4bzn8adz/v3/')
    await answer(terminal, 'Name', 'Main store')
    await answer(terminal, 'Access token', accessToken)
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client secret (optional)', '')
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).not.toContain(accessToken)
    expect(await saved(home)).toMatchObject([
      { name: 'Main store', status: 'active', values: { storeHash: 'ci4bzn8adz' }, secrets: { accessToken: {} } },
    ])
  })

  test.each([
    ['marked as pasted', (text: string) => `\u001b[200~${text}\u001b[201~`],
    ['not marked', (text: string) => text],
  ])('pastes a credentials file (%s): it answers what it can, and none of it is shown', async (_, paste) => {
    const { sandbox, home, terminal } = await atTerminal(connect)
    const { accessToken, clientId, clientSecret } = sandbox.account()
    const file = [
      `ACCESS TOKEN: ${accessToken}`,
      'API PATH: https://api.bigcommerce.com/stores/ci4bzn8adz/v3/',
      `CLIENT ID: ${clientId}`,
      `CLIENT SECRET: ${clientSecret}`,
      '',
    ].join('\r')
    await answer(terminal, 'Auth type', TOKEN)
    await terminal.sees('Store hash')
    terminal.type(paste(file))
    await terminal.sees('Taken from the pasted text')
    await answer(terminal, 'Name', 'From a file')
    expect(await terminal.ended).toBe(0)
    for (const secret of [accessToken, clientSecret]) expect(terminal.shown()).not.toContain(secret)
    const [connection] = await saved(home)
    expect(connection).toMatchObject({ name: 'From a file', values: { storeHash: 'ci4bzn8adz', clientId } })
    expect(Object.keys(connection?.secrets ?? {})).toEqual(['accessToken', 'clientSecret'])
  })

  test('is told of a mistake at once, with what to do, and gets help for a question mark', async () => {
    const { terminal } = await atTerminal(connect)
    await answer(terminal, 'Auth type', TOKEN)
    await answer(terminal, 'Store hash', '?')
    await terminal.sees('Find your store hash')
    terminal.type('\u0015')
    await answer(terminal, 'Store hash', 'https://celigo.mybigcommerce.com/')
    await terminal.sees('This is the address of a storefront')
    await terminal.sees('holds it too')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(4)
  })

  test('changes just what was wrong after a failed test', async () => {
    const { sandbox, home, terminal } = await atTerminal(connect)
    const { accessToken, clientId } = sandbox.account()
    await answer(terminal, 'Auth type', TOKEN)
    await answer(terminal, 'Store hash', 'ci4bzn8adz')
    await answer(terminal, 'Name', 'Main store')
    await answer(terminal, 'Access token', sandbox.account('ci4bzn8adz', 'deleted account').accessToken)
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client secret', '')
    await terminal.sees('BigCommerce does not know this access token.')
    await answer(terminal, 'Change Access token', '')
    // The choice names the field too; this is the question.
    await answer(terminal, '◆\u001b[39m  Access token', accessToken)
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(await saved(home)).toMatchObject([{ name: 'Main store', status: 'active' }])
  })

  test('saves all the same, and the connection is marked', async () => {
    const { sandbox, home, terminal } = await atTerminal(connect)
    const { accessToken, clientId } = sandbox.account('suspended0')
    await answer(terminal, 'Auth type', TOKEN)
    await answer(terminal, 'Store hash', 'suspended0')
    await answer(terminal, 'Name', 'Closed')
    await answer(terminal, 'Access token', accessToken)
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client secret', '')
    await answer(terminal, 'Test again', DOWN + DOWN)
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(await saved(home)).toMatchObject([{ name: 'Closed', status: 'failing' }])
  })

  test('stops with Ctrl-C at a question, and nothing is saved', async () => {
    const { home, terminal } = await atTerminal(connect)
    await answer(terminal, 'Auth type', TOKEN)
    await terminal.sees('Store hash')
    terminal.type(CTRL_C)
    await terminal.sees('Nothing was saved')
    expect(await terminal.ended).toBe(4)
    expect(await saved(home)).toEqual([])
  })

  test('stops with Ctrl-C during the test, and nothing is saved', async () => {
    const { sandbox, home, terminal } = await atTerminal(connect)
    const { accessToken, clientId } = sandbox.account('noanswers0')
    await answer(terminal, 'Auth type', TOKEN)
    await answer(terminal, 'Store hash', 'noanswers0')
    await answer(terminal, 'Name', 'Silent')
    await answer(terminal, 'Access token', accessToken)
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client secret', '')
    await terminal.sees('Reading the store')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(4)
    expect(await saved(home)).toEqual([])
  })

  test('edits: what is saved is taken over by Enter, and a blank keeps the token', async () => {
    const { home, terminal } = await atTerminal(async (folder) => {
      const form = { name: 'Before', authType: 'token', storeHash: 'ci4bzn8adz', accessToken: 'kept', clientId: 'c' }
      await folder.write('form.json', JSON.stringify(form))
      await folder.json(['connect', 'bigcommerce-rest', '--values', 'form.json', '--verify', 'skip'])
      return ['edit', (await saved(folder))[0]?.id ?? '']
    })
    await answer(terminal, 'Auth type', '')
    await answer(terminal, 'Store hash', '')
    await answer(terminal, 'Name', ' and after')
    await answer(terminal, 'saved: leave blank to keep it', '')
    await answer(terminal, 'Client ID', '')
    await answer(terminal, 'Client secret', '')
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(await saved(home)).toMatchObject([{ name: 'Before and after', revision: 2, secrets: { accessToken: {} } }])
  })

  test('is asked before a connection is removed', async () => {
    const { home, terminal } = await atTerminal(async (folder) => {
      const form = { name: 'Main', authType: 'token', storeHash: 'ci4bzn8adz', accessToken: 'token', clientId: 'c' }
      await folder.write('form.json', JSON.stringify(form))
      await folder.json(['connect', 'bigcommerce-rest', '--values', 'form.json', '--verify', 'skip'])
      return ['remove', (await saved(folder))[0]?.id ?? '']
    })
    await answer(terminal, 'Remove Main?', '')
    expect(await terminal.ended).toBe(4)
    expect(await saved(home)).toHaveLength(1)
  })

  test('reads whole lines on a terminal that tells no size', async () => {
    const terminal = openPseudoTerminal(['derive', 'https://celigo.mybigcommerce.com/'], await makeHome(), 0)
    await terminal.sees('Its subdomain is a chosen name, not the store hash.')
    expect(await terminal.ended).toBe(1)
  })
})
