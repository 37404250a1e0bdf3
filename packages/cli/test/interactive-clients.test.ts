import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OAuthClient } from 'connform'
import { describe, expect, test, vi } from 'vitest'
import type { Home } from './support/home.ts'
import { GOOD, REST, withProvider } from './support/provider.ts'
import { answer, CTRL_C, openPseudoTerminal } from './support/pseudo-terminal.ts'

const saved = async (home: Home) => (await home.json<{ clients: OAuthClient[] }>(['oauth-client', 'list'])).clients

// `script` makes the terminal; the one of util-linux is at hand on Linux.
describe.runIf(process.platform === 'linux')('a person at the terminal (skipped where it is not Linux)', () => {
  test('adds an OAuth client, its secret masked while it is typed', async () => {
    const { home, app } = await withProvider()
    const { clientId, clientSecret } = app()
    const terminal = openPseudoTerminal(['oauth-client', 'add', REST], home)
    await answer(terminal, 'Name', '')
    await terminal.sees('Enter a value for Name.')
    await answer(terminal, '', 'Our app')
    await answer(terminal, 'Client ID', clientId)
    await answer(terminal, 'Client secret', clientSecret)
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).not.toContain(clientSecret)
    expect(await saved(home)).toMatchObject([{ name: 'Our app', clientId }])
  })

  test('edits one: Enter keeps what is saved, and with another client ID the secret is asked for', async () => {
    const { home, addClient } = await withProvider()
    const id = await addClient()
    const kept = openPseudoTerminal(['oauth-client', 'edit', id], home)
    await answer(kept, 'Name', ', renamed')
    await answer(kept, 'Client ID', '')
    await answer(kept, 'saved: leave blank to keep it', '')
    expect(await kept.ended).toBe(0)
    expect(await saved(home)).toMatchObject([{ name: 'Our app, renamed', revision: 2 }])

    const moved = openPseudoTerminal(['oauth-client', 'edit', id], home)
    await answer(moved, 'Name', '')
    await answer(moved, 'Client ID', 'x')
    await answer(moved, 'Client secret', '')
    await moved.sees('Enter a value for Client secret.')
    moved.type(CTRL_C)
    expect(await moved.ended).toBe(4)
    expect(await saved(home)).toMatchObject([{ revision: 2 }])
  })

  test('stops with Ctrl-C at a question, and nothing is saved', async () => {
    const { home } = await withProvider()
    const terminal = openPseudoTerminal(['oauth-client', 'add', REST], home)
    await answer(terminal, 'Name', 'Our app')
    await terminal.sees('Client ID')
    terminal.type(CTRL_C)
    await terminal.sees('Nothing was saved')
    expect(await terminal.ended).toBe(4)
    expect(await saved(home)).toEqual([])
  })

  test('chooses the client of a connection by its name, and is told how to authorise it', async () => {
    const { home, addClient } = await withProvider()
    const id = await addClient()
    const terminal = openPseudoTerminal(['connect', REST], home)
    await answer(terminal, 'Auth type', '')
    await answer(terminal, 'Store hash', GOOD)
    await answer(terminal, 'Name', 'Authorised')
    await terminal.sees('OAuth 2.0 client')
    await answer(terminal, 'Our app', '')
    await answer(terminal, 'Scopes', '\t')
    await terminal.sees('Saved')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).toMatch(/\$ connform authorize [0-9a-f-]{36}\r?\n/)
    const { connections } = await home.json<{ connections: unknown[] }>(['list'])
    expect(connections).toMatchObject([{ status: 'pending', values: { oauthClient: id } }])
  })

  test('has the browser opened on the address, which is shown too', async () => {
    const { home, sandbox, connect, addClient, oauthForm } = await withProvider()
    const { id } = await connect(REST, oauthForm(await addClient()))
    const opener = join(home.folder, 'xdg-open')
    await writeFile(opener, `#!/bin/sh\nprintf '%s' "$1" >'${opener}.asked'\n`, { mode: 0o755 })
    const env = { ...home.env, PATH: `${home.folder}:${home.env['PATH']}` }
    const terminal = openPseudoTerminal(['authorize', id, '--port', '0'], { ...home, env })
    await terminal.sees('Approve the connection in the browser that opened.')
    await terminal.sees('Waiting for it to come back')
    const asked = await vi.waitUntil(() => readFile(`${opener}.asked`, 'utf8').catch(() => ''))
    expect(asked).toMatch(new RegExp(`^${sandbox.hosts['login.bigcommerce.com']}/oauth2/authorize\\?`))
    expect(terminal.shown()).toContain(asked)
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(4)
  })
})
