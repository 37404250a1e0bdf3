import { once } from 'node:events'
import { chmod, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixtureApps, fixturePims } from '@connform/sandbox'
import { describe, expect, test } from 'vitest'
import { makeHome } from './support/home.ts'
import { startSandboxProcess } from './support/sandbox-process.ts'

describe('sandbox', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, and ends with 0', async (signal) => {
    const { child, url, account } = await startSandboxProcess()
    const { accessToken } = account()
    const answer = await fetch(`${url}/stores/ci4bzn8adz/v2/store`, {
      headers: { 'X-Auth-Token': accessToken, Accept: 'application/json' },
    })
    expect(await answer.json()).toMatchObject({ id: 'ci4bzn8adz' })
    child.kill(signal)
    expect((await once(child, 'close'))[0]).toBe(0)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('names the credentials it serves, and the setting that leads to it, on lines that can be copied', async () => {
    const { start } = await makeHome()
    const { child, says, ended } = start(['sandbox'])
    const [, url] = await says(/^Serving (http:\S+)\. Stop with Ctrl-C\.$/m)
    child.kill('SIGINT')
    const { stdout } = await ended
    for (const { clientId, clientSecret } of fixtureApps) {
      expect(stdout).toContain(`    client ID      ${clientId}\n    client secret  ${clientSecret}\n`)
    }
    for (const { host, password } of fixturePims) {
      expect(stdout).toContain(`\nhttps://${host}  `)
      expect(stdout).toContain(`    password       ${password}\n`)
    }
    const [, hosts = ''] = /^ {2}\$ export CONNFORM_HOSTS='(\S+)'$/m.exec(stdout) ?? []
    expect(hosts.split(',').map((entry) => entry.split('=')[0])).toEqual([
      'api.bigcommerce.com',
      'login.bigcommerce.com',
      ...fixturePims.map(({ host }) => host),
      '*.mybigcommerce.com',
    ])
    expect(hosts).toContain(`api.bigcommerce.com=${url}`)
  })

  test('says plainly that it cannot have a port', async () => {
    const { url } = await startSandboxProcess()
    const { run } = await makeHome()
    const { port } = new URL(url)
    const { code, stderr } = await run(['sandbox', '--port', port])
    expect(code).toBe(2)
    expect(stderr).toContain(`127.0.0.1:${port}`)
    expect(stderr).toContain('Leave out --port')
  })
})

describe('demo', () => {
  const dataFolders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('connform-demo-'))

  test('walks through the life of a connection, and leaves nothing behind', async () => {
    const { run, folder } = await makeHome()
    const before = await dataFolders()
    const { code, stdout, stderr } = await run(['demo'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/✓ \d+ steps, all as they should be\./)
    for (const title of [
      'Derive',
      'Validate',
      'Connect',
      'List',
      'Test again',
      'Edit the name',
      'Edit the token',
      'Edit the store hash',
      'Rotate the keys',
      'Remove, and restore',
      'Audit',
      'OAuth 2.0',
      'Authorise',
      'Call',
      'A client in use',
      'GraphQL with Token',
      'GraphQL with Custom',
      'Query',
      'Remove: the issued token',
    ]) {
      expect(stdout).toMatch(new RegExp(`^\\d+\\. ${title}`, 'm'))
    }
    expect(stdout).toContain('bad_credentials')
    expect(await dataFolders()).toEqual(before)
    expect(await readdir(folder)).toEqual([])
  })

  test('reports its steps as JSON', async () => {
    const { json } = await makeHome()
    expect(await json(['demo'])).toMatchObject({ steps: expect.any(Array), failed: [] })
  })
})

describe('doctor', () => {
  interface Report {
    readonly ok: boolean
    readonly checks: { readonly name: string; readonly state: string; readonly found: string; readonly hint?: string }[]
  }

  test('finds nothing wrong before the first use, and makes nothing', async () => {
    const { json, run, folder } = await makeHome()
    const { ok, checks } = await json<Report>(['doctor'])
    expect(ok).toBe(true)
    expect(checks.map(({ name, state }) => [name, state])).toEqual([
      ['Runtime', 'ok'],
      ['Data folder', 'ok'],
      ['Key file', 'ok'],
      ['Database', 'ok'],
    ])
    expect((await run(['doctor'])).stdout).toMatch(/^✓ Runtime {2}Node v/)
    expect(await readdir(folder)).toEqual([])
  })

  test('warns of a key beside its database and of an overridden host', async () => {
    const { json, run } = await makeHome({ CONNFORM_HOSTS: 'api.example.com=http://127.0.0.1:9' })
    await run(['list'])
    const { ok, checks } = await json<Report>(['doctor'])
    expect(ok).toBe(true)
    expect(checks.filter(({ state }) => state === 'warning').map(({ name }) => name)).toEqual([
      'Key file',
      'Host override',
    ])
  })

  test('finds a lost key file, and makes no other in its place', async () => {
    const { json, run, folder } = await makeHome()
    await run(['list'])
    const keyFile = join(folder, '.connform', 'connform.key')
    await rm(keyFile)
    const { ok, checks } = await json<Report>(['doctor'], { code: 1 })
    expect(ok).toBe(false)
    expect(checks.find(({ name }) => name === 'Key file')).toMatchObject({
      state: 'problem',
      hint: expect.stringContaining('from its backup'),
    })
    expect(await readdir(join(folder, '.connform'))).not.toContain('connform.key')
  })

  test('finds a key file that others can read, says how to mend it, and ends with 1', async () => {
    const { json, run, folder } = await makeHome()
    await run(['list'])
    await chmod(join(folder, '.connform', 'connform.key'), 0o644)
    const { ok, checks } = await json<Report>(['doctor'], { code: 1 })
    expect(ok).toBe(false)
    expect(checks.find(({ name }) => name === 'Key file')).toMatchObject({
      state: 'problem',
      hint: expect.stringContaining('chmod 600'),
    })
  })

  test('shows where a database is without the password in the address', async () => {
    const password = 'p4ssw0rd-of-a-database'
    const { json, keepSecret, folder, write } = await makeHome({
      CONNFORM_DATABASE: `postgres://connform:${password}@127.0.0.1:9/connections`,
      CONNFORM_KEY_FILE: 'others.key',
    })
    keepSecret(password)
    await chmod(join(folder, await write('others.key', 'readable')), 0o644)
    const { checks } = await json<Report>(['doctor'], { code: 1 })
    const found = checks.find(({ name }) => name === 'Database')?.found
    expect(found).toContain('postgres://connform:***@127.0.0.1:9/connections')
  })

  test('finds a damaged database', async () => {
    const { json, run, write } = await makeHome({ CONNFORM_DATABASE: 'sqlite:broken.db' })
    await run(['list'])
    await write('broken.db', 'not a database '.repeat(100))
    const { checks } = await json<Report>(['doctor'], { code: 1 })
    expect(checks.find(({ name }) => name === 'Database')).toMatchObject({ state: 'problem' })
  })
})
