import type { AuthorizationResult, Connection } from 'connform'
import { describe, expect, test } from 'vitest'
import { hasChromium, openPage } from './support/chromium.ts'
import { GOOD, REST, withProvider } from './support/provider.ts'

/** A connection that waits for a person, and `authorize` waiting for them at the address it has said. */
async function waiting(words: readonly string[] = []) {
  const provider = await withProvider()
  const { home, sandbox, connect, addClient, oauthForm } = provider
  const { id } = await connect(REST, oauthForm(await addClient()))
  const command = home.start(['authorize', id, '--no-open', '--port', '0', ...words])
  const [, address = '', redirectUri = ''] = await command.says(/^(http\S+)\nWaiting for it to come back to (\S+)/m)
  sandbox.registerApp({ redirectUris: [redirectUri] })
  return { ...provider, id, command, address, redirectUri }
}

describe.skipIf(!hasChromium)('in Chromium (skipped where /usr/bin/chromium is not installed)', () => {
  test('the person approves, is sent back, may close the page, and the connection works', async () => {
    const { home, id, command, address, redirectUri } = await waiting(['--json'])
    const page = await openPage()
    const addresses: string[] = []
    page.on('framenavigated', (frame) => addresses.push(frame.url().split('?')[0] ?? ''))
    await page.goto(address)
    expect(await page.getByRole('heading').textContent()).toBe('Sandbox App wants to connect to Cedar & Canvas')
    await page.getByRole('button', { name: 'Approve' }).click()

    await page.getByRole('heading', { name: 'You can close this page' }).waitFor()
    expect(addresses).toEqual([address.split('?')[0], redirectUri])
    const code = new URL(page.url()).searchParams.get('code') ?? ''
    expect(code).not.toBe('')
    expect(await page.content()).not.toContain(code)
    home.keepSecret(code)

    const { code: exit, stdout } = await command.ended
    expect(exit).toBe(0)
    const result = JSON.parse(stdout) as AuthorizationResult
    expect(result).toMatchObject({ ok: true, connection: { id, status: 'active' }, test: { cause: 'ok' } })
    expect(await home.json(['request', id, 'GET', '/v2/store'])).toMatchObject({ status: 200, data: { id: GOOD } })
  })

  test('the person denies, may close the page, and the connection waits on', async () => {
    const { home, id, command, address } = await waiting()
    const page = await openPage()
    await page.goto(address)
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.getByRole('heading', { name: 'You can close this page' }).waitFor()

    const { code, stdout } = await command.ended
    expect(code).toBe(4)
    expect(stdout).toBe(
      '✗ The authorisation was denied.\n    Begin it again, and approve it as a person who may.\nNothing was changed.\n',
    )
    expect(await home.json<Connection>(['show', id])).toMatchObject({ status: 'pending', lastTest: null })
  })
})
