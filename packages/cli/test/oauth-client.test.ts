import type { OAuthClient, OAuthClientResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { REST, withProvider } from './support/provider.ts'

const UNKNOWN = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

/** A home with one saved client, and a way to change it. */
async function withClient() {
  const provider = await withProvider()
  const { home, addClient } = provider
  const id = await addClient()
  const edit = (patch: unknown, code = 0) =>
    home.json<OAuthClientResult>(['oauth-client', 'edit', id, '--values', '-'], { input: JSON.stringify(patch), code })
  return { ...provider, id, edit }
}

describe('add', () => {
  test('seals the client secret of a file, and says what was saved', async () => {
    const { home, app } = await withProvider()
    const { clientId, clientSecret } = app()
    const file = await home.write('client.json', JSON.stringify({ name: ' Our app ', clientId, clientSecret }))
    const { code, stdout } = await home.run(['oauth-client', 'add', REST, '--values', file])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✓ Saved Our app {2}[0-9a-f-]{36}\n$/)
  })

  test('says of each field what is missing, and ends with 1', async () => {
    const { home } = await withProvider()
    const { code, stdout } = await home.run(['oauth-client', 'add', REST, '--values', '-'], { input: '{"name":"x"}' })
    expect(code).toBe(1)
    expect(stdout).toContain('✗ clientId  Enter a value for Client ID.\n')
    expect(stdout).toContain('✗ clientSecret  Enter a value for Client secret.\n')
    expect(stdout).toMatch(/\nNothing was saved\.\n$/)
    expect(await home.json(['oauth-client', 'list'])).toEqual({ clients: [] })
  })

  test('for a kind there is not ends with 3', async () => {
    const { home } = await withProvider()
    const { code, stderr } = await home.run(['oauth-client', 'add', 'bigcomerce-rest', '--values', '-'], {
      input: '{}',
    })
    expect(code).toBe(3)
    expect(stderr).toContain('Did you mean bigcommerce-rest?')
  })
})

test('list shows each client with its client ID, of all kinds or one, and says when there is none', async () => {
  const { home, id, app } = await withClient()
  const { stdout } = await home.run(['oauth-client', 'list'])
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^NAME +ID +KIND +CLIENT ID$/),
    `Our app  ${id}  ${REST}  ${app().clientId}`,
    '',
  ])
  expect(await home.run(['oauth-client'])).toMatchObject({ code: 0, stdout })
  const { clients } = await home.json<{ clients: OAuthClient[] }>(['oauth-client', 'list', REST])
  expect(clients).toMatchObject([{ id, name: 'Our app', secrets: { clientSecret: { set: true } } }])
  const other = await home.run(['oauth-client', 'list', 'bigcommerce-graphql'])
  expect(other).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('No OAuth clients yet') })
})

describe('edit', () => {
  test.each([['left out'], ['blank', ''], ['masked', '**********']])(
    'keeps a client secret that is %s',
    async (_, ...given) => {
      const { edit } = await withClient()
      const [clientSecret] = given
      const patch = { name: 'Renamed', ...(clientSecret === undefined ? {} : { clientSecret }) }
      expect(await edit(patch)).toMatchObject({ ok: true, client: { name: 'Renamed', revision: 2 } })
    },
  )

  test('asks for the client secret again with another client ID, and never stores a mask', async () => {
    const { edit } = await withClient()
    expect(await edit({ clientId: 'another' }, 1)).toMatchObject({
      ok: false,
      issues: [{ path: ['clientSecret'], code: 'secret_required' }],
    })
    expect(await edit({ clientId: 'another', clientSecret: '••••••' }, 1)).toMatchObject({ ok: false })
    expect(await edit({ clientSecret: '••••••' }, 1)).toMatchObject({ issues: [{ code: 'mask_pasted' }] })
  })

  test('takes a new client secret', async () => {
    const { edit, home, sandbox } = await withClient()
    const other = sandbox.apps[1]
    const patch = { clientId: other?.clientId, clientSecret: other?.clientSecret }
    expect(await edit(patch)).toMatchObject({ ok: true, client: patch.clientId ? { clientId: patch.clientId } : {} })
    expect((await home.run(['oauth-client', 'list'])).stdout).toContain(other?.clientId)
  })
})

describe('remove', () => {
  test('is refused with 4 while connections use the client, and names them', async () => {
    const { home, id, connect, oauthForm } = await withClient()
    const connection = await connect(REST, oauthForm(id))
    const { code, stdout, stderr } = await home.run(['oauth-client', 'remove', id])
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toContain('connform: This OAuth client is used by Authorised.\n')
    await home.run(['remove', connection.id, '--purge'])
    expect(await home.run(['oauth-client', 'remove', id])).toMatchObject({
      code: 0,
      stdout: 'Removed the OAuth client.\n',
    })
  })

  test('answers with the id as JSON', async () => {
    const { home, id } = await withClient()
    expect(await home.json(['oauth-client', 'remove', id])).toEqual({ removed: id })
    expect(await home.json(['oauth-client', 'list'])).toEqual({ clients: [] })
  })
})

test.each([['remove'], ['edit', '--values', '-']])(
  '%s of a client that is not there ends with 3',
  async (action, ...more) => {
    const { home } = await withProvider()
    const { code, stdout, stderr } = await home.run(['oauth-client', action ?? '', UNKNOWN, ...more], { input: '{}' })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('There is no OAuth client with this id.')
  },
)

test('a connection of a client that is not there is an issue of the form', async () => {
  const { home, oauthForm } = await withProvider()
  const input = JSON.stringify(oauthForm(UNKNOWN))
  expect(await home.json(['connect', REST, '--values', '-'], { input, code: 1 })).toMatchObject({
    ok: false,
    issues: [{ path: ['oauthClient'] }],
  })
})
