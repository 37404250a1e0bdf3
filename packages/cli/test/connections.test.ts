import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startSandbox } from '@connform/sandbox'
import type { Connection, SaveResult, TestResult } from 'connform'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { executable, makeHome } from './support/home.ts'
import { startSandboxProcess } from './support/sandbox-process.ts'

const KIND = 'bigcommerce-rest'
const GOOD = 'ci4bzn8adz'
const MISSING = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

/** A home whose requests go to a sandbox process; no token of the sandbox may come out of it. */
async function connected() {
  const sandbox = await startSandboxProcess()
  const home = await makeHome({ CONNFORM_HOSTS: sandbox.hosts })
  home.keepSecret(...sandbox.stores.flatMap(({ tokens }) => tokens.flatMap((t) => [t.accessToken, t.clientSecret])))
  const form = (hash = GOOD, label = '') => {
    const { accessToken, clientId } = sandbox.account(hash, label)
    return { name: 'Main', authType: 'token', storeHash: hash, accessToken, clientId }
  }
  const connect = (input: unknown, words: readonly string[] = [], code = 0) =>
    home.json<SaveResult>(['connect', KIND, '--values', '-', ...words], { input: JSON.stringify(input), code })
  const edit = (id: string, patch: unknown, words: readonly string[] = [], code = 0) =>
    home.json<SaveResult>(['edit', id, '--values', '-', ...words], { input: JSON.stringify(patch), code })
  const idOf = (result: SaveResult) => (result.ok ? result.connection.id : '')
  return { sandbox, home, form, connect, edit, idOf }
}

test('a token that was saved is in no output, no file and no log; it is kept, asked for again, and never a mask', async () => {
  const { home, form, connect, edit, idOf } = await connected()
  const result = await connect({ ...form(), storeHash: `https://api.bigcommerce.com/stores/${GOOD}/v3/` })
  expect(result).toMatchObject({ ok: true, test: { cause: 'ok' }, connection: { values: { storeHash: GOOD } } })
  const id = idOf(result)

  // Editing the name keeps it.
  expect(await edit(id, { name: 'Renamed', accessToken: '' })).toMatchObject({ ok: true })
  expect(await home.json<TestResult>(['test', id])).toMatchObject({ ok: true })

  // Editing the store hash asks for it again.
  expect(await edit(id, { storeHash: 'abc123xyz' }, [], 1)).toMatchObject({
    ok: false,
    issues: [{ path: ['accessToken'], code: 'secret_required' }],
  })

  // A mask is never stored: the exact one keeps, any other is refused.
  expect(await edit(id, { accessToken: '**********' })).toMatchObject({ ok: true })
  expect(await edit(id, { accessToken: '••••••' }, [], 1)).toMatchObject({ issues: [{ code: 'mask_pasted' }] })
  expect(await home.json<TestResult>(['test', id])).toMatchObject({ ok: true })

  for (const words of [['list'], ['show', id], ['keys'], ['doctor']]) {
    expect(await home.run(words)).toMatchObject({ code: 0 })
    await home.json(words)
  }
  expect(await home.json<Connection>(['show', id])).toMatchObject({
    name: 'Renamed',
    values: { storeHash: GOOD },
    secrets: { accessToken: { set: true } },
  })
})

test('the first use makes the data folder and the key for this user alone, and says to back the key up', async () => {
  const { home, form } = await connected()
  const words = ['connect', KIND, '--values', await home.write('form.json', JSON.stringify(form()))]
  const first = await home.run(words)
  expect(first.code).toBe(0)
  expect(first.stderr).toMatch(/A new key was made in .*connform\.key\.\n {2}Back it up apart from the database/)
  expect((await home.run(words)).stderr).toBe('')
  const data = join(home.folder, '.connform')
  for (const file of [data, ...(await readdir(data)).map((name) => join(data, name))]) {
    expect({ file, open: (await stat(file)).mode & 0o077 }).toEqual({ file, open: 0 })
  }
})

test('what is told to a person: the test, the store behind the token, what was changed, what was saved', async () => {
  const { home, form } = await connected()
  await home.write('form.json', JSON.stringify({ ...form(), name: ' Main ' }))
  const { code, stdout } = await home.run(['connect', KIND, '--values', 'form.json'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^✓ connected {2}The connection works\. {2}\d+ ms\n {4}name: Cedar & Canvas\n/)
  expect(stdout).toContain('~ name  Removed spaces from Name.\n')
  expect(stdout).toMatch(/✓ Saved Main {2}[0-9a-f-]{36}\n {4}sealed: accessToken\n$/)
  expect(stdout).not.toContain('\u001b')
})

describe('the exit code says who can mend what went wrong', () => {
  test.each([
    { store: 'revokedkey', cause: 'bad_credentials', code: 1 },
    { store: 'wrongstore', cause: 'wrong_store', code: 1 },
    { store: 'suspended0', cause: 'store_unavailable', code: 5 },
    { store: 'ratelimit1', cause: 'rate_limited', code: 5 },
    { store: 'cutheaders', cause: 'host_unreachable', code: 5 },
    { store: 'redirecthm', cause: 'unexpected_answer', code: 5 },
  ])('$cause ends with $code, and nothing is saved', async ({ store, cause, code }) => {
    const { home, sandbox, form, connect } = await connected()
    const hash = sandbox.stores.some((served) => served.hash === store)
      ? store
      : (sandbox.stores.find(({ fault }) => fault?.kind === 'redirect')?.hash ?? '')
    expect(await connect(form(hash), [], code)).toMatchObject({ ok: false, test: { cause } })
    expect(await home.json(['list'])).toEqual({ connections: [] })
  })

  test('a missing scope ends with 1 and names the scopes', async () => {
    const { form, connect } = await connected()
    const result = await connect(form(GOOD, 'store information'), ['--profile', 'akeneo-app'], 1)
    expect(result).toMatchObject({ ok: false, test: { cause: 'missing_scope' } })
  })

  test('an unknown profile ends with 2 and names those there are', async () => {
    const { home, form } = await connected()
    const input = JSON.stringify(form())
    const { code, stderr } = await home.run(['connect', KIND, '--values', '-', '--profile', 'none-such'], { input })
    expect(code).toBe(2)
    expect(stderr).toContain('akeneo-app')
  })

  test.each([['show'], ['test'], ['activate'], ['deactivate'], ['remove'], ['edit', '--values', '-']])(
    '%s of a connection that is not there ends with 3',
    async (name, ...more) => {
      const { run } = await makeHome()
      const { code, stdout, stderr } = await run([name ?? '', MISSING, ...more], { input: '{}' })
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
      expect(stderr).toContain(`connform: There is no connection ${MISSING}.\n`)
    },
  )

  test('a revision that is no longer the last ends with 4', async () => {
    const { home, form, connect, edit, idOf } = await connected()
    const id = idOf(await connect(form()))
    await edit(id, { name: 'One' }, ['--revision', '1'])
    const late = await home.run(['edit', id, '--values', '-', '--revision', '1'], { input: '{"name":"Two"}' })
    expect(late).toMatchObject({ code: 4, stdout: '' })
    expect(late.stderr).toContain('changed by somebody else')
    expect(await home.json<Connection>(['show', id])).toMatchObject({ name: 'One' })
  })

  test('a key file that others can read ends with 4 and says how to mend it', async () => {
    const { run, write } = await makeHome()
    const keyFile = await write('open.key', `${'A'.repeat(43)}\n`)
    const { code, stderr } = await run(['list'], { env: { CONNFORM_KEY_FILE: keyFile } })
    expect(code).toBe(4)
    expect(stderr).toContain('chmod 600')
  })

  test('a file that is no database ends with 4', async () => {
    const { run, write } = await makeHome()
    await write('notes.db', 'This is not a database. '.repeat(100))
    const { code, stderr } = await run(['list'], { env: { CONNFORM_DATABASE: 'sqlite:notes.db' } })
    expect(code).toBe(4)
    expect(stderr).toMatch(/notes\.db is not a SQLite database\.\n$/)
  })
})

test('with report a connection that does not work is saved and marked; a test says so again', async () => {
  const { home, form, connect, idOf } = await connected()
  const id = idOf(await connect(form('suspended0'), ['--verify', 'report']))
  const { code, stdout } = await home.run(['test', id])
  expect(code).toBe(5)
  expect(stdout).toMatch(/^✗ store_unavailable {2}The store is closed/)
  expect(stdout).toContain('    → ')
  const failing = await home.json<{ connections: unknown[] }>(['list', '--status', 'failing'])
  expect(failing.connections).toHaveLength(1)
})

test('a connection is switched off and on, and removed without a question where nobody can answer', async () => {
  const { home, form, connect, idOf } = await connected()
  const id = idOf(await connect(form()))
  expect(await home.run(['deactivate', id])).toMatchObject({ code: 0, stdout: 'Main is inactive.\n' })
  expect(await home.json<Connection>(['activate', id])).toMatchObject({ status: 'active' })
  expect(await home.run(['remove', id])).toMatchObject({ code: 0, stdout: 'Removed Main.\n' })
  expect(await home.json(['list'])).toEqual({ connections: [] })
})

describe('list', () => {
  test('is a table where people read, page by page, and says when there is nothing', async () => {
    const { home, form, connect } = await connected()
    expect(await home.run(['list'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('No connections yet'),
    })
    for (const name of ['One', 'Two', 'A name that is too long for a column of a table']) {
      await connect({ ...form(), name }, ['--verify', 'skip'])
    }
    const { stdout } = await home.run(['list'])
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^NAME +ID +STATUS +LAST TEST +KIND$/),
      expect.stringMatching(/^One +[0-9a-f-]{36} {2}active {2}not tested {2}bigcommerce-rest token$/),
      expect.stringMatching(/^Two +[0-9a-f-]{36} {2}active {2}not tested {2}bigcommerce-rest token$/),
      expect.stringMatching(/^A name that is too long for… {2}[0-9a-f-]{36}/),
      '',
    ])
    const page = await home.run(['list', '--limit', '2'])
    const cursor = /--cursor (\S+)/.exec(page.stderr)?.[1] ?? ''
    const rest = await home.json<{ connections: Connection[] }>(['list', '--cursor', cursor])
    expect(rest.connections.map(({ name }) => name)).toEqual(['A name that is too long for a column of a table'])
    expect(rest).not.toHaveProperty('next')
    expect((await home.run(['list', '--search', 'nothing'])).stderr).toBe('No connection matches.\n')
  })

  test('lets no control character of a name reach the terminal', async () => {
    const { home, form, connect } = await connected()
    await connect(form(), ['--verify', 'skip'])
    // Past connform, which would have cleaned it.
    const name = '\u001b]0;title\u0007\u001b[2J\u009b31mRed\u202egpj\r\nnext'
    const database = new DatabaseSync(join(home.folder, '.connform', 'connform.db'))
    database.prepare('update connections set name = ?').run(name)
    database.close()
    for (const words of [['list'], ['list', '--json']]) {
      const { stdout } = await home.run(words)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
      expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
    }
    const { connections } = await home.json<{ connections: Connection[] }>(['list'])
    expect(connections[0]?.name).toBe(name)
  })
})

test('Ctrl-C during a test ends it, and nothing is saved', async () => {
  const sandbox = await startSandbox()
  onTestFinished(sandbox.close)
  const home = await makeHome({ CONNFORM_HOSTS: `api.bigcommerce.com=${sandbox.url}` })
  const silent = sandbox.stores.find(({ fault }) => fault?.kind === 'silent')
  const { accessToken = '', clientId = '' } = silent?.tokens[0] ?? {}
  home.keepSecret(accessToken)
  const form = { name: 'Silent', authType: 'token', storeHash: silent?.hash, accessToken, clientId }
  await home.write('form.json', JSON.stringify(form))
  const child = spawn(process.execPath, [executable, 'connect', KIND, '--values', 'form.json', '--verify', 'report'], {
    cwd: home.folder,
    env: home.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await vi.waitUntil(() => sandbox.requests().length > 0, { timeout: 20_000 })
  child.kill('SIGINT')
  const [code] = await once(child, 'close')
  expect(code).toBe(5)
  expect(output).toContain('Nothing was saved.')
  expect(await home.json(['list'])).toEqual({ connections: [] })
})
