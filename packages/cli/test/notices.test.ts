import { join } from 'node:path'
import type { Sandbox } from '@connform/sandbox'
import { type Connection, openConnform, type SaveResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { GOOD, GRAPHQL, REST, withProvider } from './support/provider.ts'

// BigCommerce refuses storefront tokens made after 30 June 2026 from servers; older ones work until 31 March 2027.
// https://developer.bigcommerce.com/docs/start/authentication/graphql-storefront
const ALLOWED = new Date('2026-06-30T12:00:00Z')
const LAST_DAY = '2027-03-31'

const oldToken = (sandbox: Sandbox): string =>
  sandbox.issueStorefrontToken({ hash: GOOD, issuedAt: ALLOWED, expiresAt: new Date('2050-01-01T00:00:00Z') })

const tokenForm = (accessToken: string) => ({
  name: 'Old window',
  authType: 'token',
  subdomain: `store-${GOOD}`,
  storeHash: GOOD,
  accessToken,
})

/** A data folder that holds a GraphQL Token connection made while that was allowed. */
async function withOldConnection() {
  const provider = await withProvider()
  const { home, sandbox } = provider
  const token = oldToken(sandbox)
  // The folder and its key are made by the first command.
  await home.run(['list'])
  const data = join(home.folder, '.connform')
  const connform = await openConnform({
    database: `sqlite:${join(data, 'connform.db')}`,
    keys: { file: join(data, 'connform.key') },
    hosts: sandbox.hosts,
    clock: () => ALLOWED,
  })
  const result = await connform.connections.create(GRAPHQL, tokenForm(token), { verify: 'skip' })
  await connform.close()
  if (!result.ok) throw new Error('The old connection was not saved.')
  const reauthorize = (patch: unknown, code = 0) =>
    home.json<SaveResult>(['reauthorize', result.connection.id, '--values', '-'], {
      input: JSON.stringify(patch),
      code,
    })
  const isRevoked = () => sandbox.issued().find((issued) => issued.token === token)?.revoked
  return { ...provider, id: result.connection.id, reauthorize, isRevoked }
}

test('a connection of a kind that may no longer be made is refused with 4, its reason and the way out', async () => {
  const { home, sandbox } = await withProvider()
  const input = JSON.stringify(tokenForm(oldToken(sandbox)))
  const { code, stdout } = await home.run(['connect', GRAPHQL, '--values', '-'], { input })
  expect(code).toBe(4)
  expect(stdout).toContain('30 June 2026')
  expect(stdout).toContain('Custom')
  expect(stdout).toContain('Nothing was saved.')
  expect(sandbox.requests()).toEqual([])
})

describe('list --notices', () => {
  test('shows what has a due date, and what to do', async () => {
    const { home, id, connect, tokenForm: restForm } = await withOldConnection()
    await connect(REST, restForm())
    const { code, stdout, stderr } = await home.run(['list', '--notices'])
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^ENDS +NAME +ID +NOTICE$/),
      `${LAST_DAY}  Old window  ${id}  Storefront tokens stop working from servers`,
      '',
    ])
    expect(stderr).toMatch(/^! Storefront tokens stop working from servers\n {4}→ .*Custom.*\n$/)
    expect(await home.json(['list', '--notices'])).toMatchObject({
      notices: [{ connection: { id, name: 'Old window' }, notice: { endsOn: LAST_DAY } }],
    })
    expect((await home.run(['list'])).stderr).toBe('! Old window: Storefront tokens stop working from servers\n')
  })

  test('says when there is none', async () => {
    const { home, connect, tokenForm: restForm } = await withProvider()
    await connect(REST, restForm())
    expect(await home.run(['list', '--notices'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No connection has a notice.\n',
    })
    expect(await home.json(['list', '--notices'])).toEqual({ notices: [] })
  })
})

describe('reauthorize', () => {
  test('turns a Token connection into a Custom one: same id, tested first, the old token taken back', async () => {
    const { home, id, account, isRevoked } = await withOldConnection()
    const { accessToken } = account()
    const file = await home.write(
      'custom.json',
      JSON.stringify({ authType: 'custom', accessToken, scopes: ['Unauthenticated'] }),
    )
    const { code, stdout } = await home.run(['reauthorize', id, '--values', file])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✓ connected {2}/)
    expect(stdout).toMatch(/\n {4}The old token was taken back\.\n$/)
    expect(isRevoked()).toBe(true)

    expect(await home.json<Connection>(['show', id])).toMatchObject({ id, authType: 'custom', status: 'active' })
    expect(await home.json(['list', '--notices'])).toEqual({ notices: [] })
    expect(await home.json(['graphql', id, '{ site { settings { storeHash } } }'])).toMatchObject({
      data: { site: { settings: { storeHash: GOOD } } },
    })
  })

  test('that fails its test ends with 1 and loses nothing', async () => {
    const { home, id, account, reauthorize, isRevoked } = await withOldConnection()
    const { accessToken } = account(GOOD, 'deleted')
    expect(await reauthorize({ authType: 'custom', accessToken, scopes: ['Unauthenticated'] }, 1)).toMatchObject({
      ok: false,
      test: { cause: 'bad_credentials' },
    })
    expect(await home.json<Connection>(['show', id])).toMatchObject({ authType: 'token', revision: 1 })
    expect(isRevoked()).toBe(false)
  })

  test('without the new token asks for it, and ends with 1', async () => {
    const { reauthorize } = await withOldConnection()
    expect(await reauthorize({ authType: 'custom', scopes: ['Unauthenticated'] }, 1)).toMatchObject({
      ok: false,
      issues: [{ path: ['accessToken'], code: 'secret_required' }],
    })
  })

  test('to a kind that a person must authorise ends with 4, of a connection that is not there with 3', async () => {
    const { home, connect, tokenForm: restForm, addClient, oauthForm } = await withProvider()
    const { id } = await connect(REST, restForm())
    const input = JSON.stringify(oauthForm(await addClient()))
    expect(await home.run(['reauthorize', id, '--values', '-'], { input })).toMatchObject({ code: 4, stdout: '' })
    const unknown = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'
    expect(await home.run(['reauthorize', unknown, '--values', '-'], { input })).toMatchObject({ code: 3, stdout: '' })
  })
})
