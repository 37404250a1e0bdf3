import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { executable, type Home, makeHome, type Started } from './support/home.ts'

interface Facts {
  readonly url: string
  readonly loginLink: string | null
  readonly loginExpiresAt: string | null
  readonly work: boolean
  readonly database: string
  readonly keyFile: string
  readonly demo: {
    readonly sandbox: string
    readonly apiPath: string
    readonly storeHash: string
    readonly accessToken: string
    readonly clientId: string
    readonly app: { readonly name: string; readonly clientId: string; readonly clientSecret: string }
  } | null
}

interface Served extends Facts, Started {}

/** `connform serve` with a free port, once it has said what it serves. */
async function serve(home: Home, words: readonly string[] = []): Promise<Served> {
  const started = home.start(['serve', '--port', '0', '--json', ...words])
  const [line] = (await Promise.race([
    once(started.child.stdout ?? started.child, 'data'),
    started.ended.then((result) => Promise.reject(new Error(JSON.stringify(result)))),
  ])) as [Buffer]
  return { ...started, ...(JSON.parse(line.toString()) as Facts) }
}

/** Logs in as the page does, and answers with a client that is logged in. */
async function logIn({ url }: Facts, link: string | null) {
  const [, token = ''] = (link ?? '').split('#')
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const session = (await answer.json()) as { role: string; csrfToken: string; tenants: string }
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    status: answer.status,
    session,
    call: async <T>(method: string, path: string, body?: unknown): Promise<{ status: number; data: T }> => {
      const result = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          'x-csrf-token': session.csrfToken,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: result.status, data: (await result.json()) as T }
    },
  }
}

describe('serve', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, says that it stops, and ends with 0', async (signal) => {
    const { url, child, ended } = await serve(await makeHome())
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    child.kill(signal)
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr).toContain('Ctrl-C again ends it at once.\n')
    expect(stderr).toMatch(/Stopped\.\n$/)
    await expect(fetch(url)).rejects.toThrow()
  })

  test('answers the page of the console, and a login by its link, once', async () => {
    const served = await serve(await makeHome())
    const { url, loginLink } = served
    expect(await (await fetch(`${url}/login`, { headers: { accept: 'text/html' } })).text()).toContain('id="root"')
    const first = await logIn(served, loginLink)
    expect(first).toMatchObject({ status: 201, session: { role: 'admin', tenants: '*' } })
    expect(await first.call('GET', '/connections')).toMatchObject({ status: 200, data: { connections: [] } })
    expect(await logIn(served, loginLink)).toMatchObject({ status: 401 })
  })

  test('says on a few lines what to open, where data lies and how to stop', async () => {
    const home = await makeHome()
    const { child, ended } = home.start(['serve', '--port', '0', '--no-work'])
    await once(child.stdout ?? child, 'data')
    child.kill('SIGINT')
    const { stdout } = await ended
    expect(stdout).toMatch(/^Open this link; it works once, until \d\d:\d\d \(15 minutes\):\n\n {2}http:\S+#cfl_\S+\n/)
    expect(stdout).toMatch(/^ {2}\$ connform login-link --url http:\/\/127\.0\.0\.1:\d+$/m)
    expect(stdout).toMatch(/^ {2}Data +sqlite:\S+connform\.db, key in \S+connform\.key$/m)
    expect(stdout).toMatch(/^ {2}Background +none; see `connform work`$/m)
    expect(stdout).toMatch(/^ {2}Stop +Ctrl-C$/m)
  })

  test('serves the API alone, without a link to pages that are not there', async () => {
    const { url, loginLink } = await serve(await makeHome(), ['--no-console'])
    expect(loginLink).toBeNull()
    expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(404)
    expect((await fetch(`${url}/api/v1/connections`)).status).toBe(401)
  })

  test('names itself as browsers find it behind a proxy', async () => {
    const home = await makeHome()
    const { url, loginLink } = await serve(home, ['--public-url', 'https://connections.example.com/'])
    expect(url).toBe('https://connections.example.com')
    expect(loginLink).toMatch(/^https:\/\/connections\.example\.com\/login#cfl_/)
  })

  test('logs a line of JSON per request, without what opens anything', async () => {
    const home = await makeHome()
    const served = await serve(home, ['--log', 'debug'])
    const { call } = await logIn(served, served.loginLink)
    await call('GET', '/connections?search=canary-in-a-query')
    served.child.kill('SIGINT')
    const { stderr } = await served.ended
    const lines = stderr.split('\n').filter((line) => line.startsWith('{'))
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/api/v1/connections', status: 200 }),
    )
    expect(stderr).not.toContain(served.loginLink?.split('#')[1])
    expect(stderr).not.toMatch(/cfs_|canary-in-a-query/)
  })

  test('says plainly that it cannot have a port', async () => {
    const home = await makeHome()
    const { port } = new URL((await serve(home)).url)
    const { code, stderr } = await home.run(['serve', '--port', port])
    expect(code).toBe(2)
    expect(stderr).toContain(`connform: Another program listens on 127.0.0.1:${port}.\n  Choose another --port`)
  })

  test('a second Ctrl-C ends it at once, while a request is still under way', async () => {
    const home = await makeHome()
    const served = await serve(home)
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) })
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' } as const
    const cut = fetch(`${served.url}/api/v1/session`, request).catch(() => 'cut')
    await fetch(`${served.url}/healthz`)
    served.child.kill('SIGINT')
    await served.says(/Ctrl-C again/)
    served.child.kill('SIGINT')
    expect(await once(served.child, 'exit')).toEqual([null, 'SIGINT'])
    expect(await cut).toBe('cut')
  })

  test.each([
    [['--port', '70000'], '0 to 65535'],
    [['--log', 'loud'], 'off, info, debug'],
    [['--public-url', 'connections.example.com'], 'https://connections.example.com'],
    [['--public-url', 'https://example.com/connform'], 'without a path'],
    [['--host', 'nowhere.invalid'], 'no address of this machine'],
  ])('%j is refused with 2', async (words, says) => {
    const { run } = await makeHome()
    const { code, stderr } = await run(['serve', ...words])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})

describe('serve --demo', () => {
  test('needs nothing but the files of the package', async () => {
    const { folder, env } = await makeHome()
    await cp(dirname(executable), join(folder, 'package'), { recursive: true })
    const words = [join(folder, 'package/connform.js'), 'serve', '--demo', '--port', '0', '--json']
    const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'ignore'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { url } = JSON.parse(line.toString()) as Facts
    const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text()
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
    expect((await fetch(`${url}${script}`)).headers.get('content-type')).toContain('javascript')
  })

  test('says what to paste, which makes a connection that works', async () => {
    const served = await serve(await makeHome(), ['--demo'])
    const { apiPath, accessToken, clientId } = served.demo ?? expect.fail('There is no demo.')
    const { call } = await logIn(served, served.loginLink)
    const input = { name: 'Main', authType: 'token', storeHash: apiPath, accessToken, clientId }
    expect(await call('POST', '/connections', { definition: 'bigcommerce-rest', input })).toMatchObject({
      status: 201,
      data: { connection: { status: 'active' }, test: { cause: 'ok' } },
    })
  })

  test('has an OAuth client saved, whose pages are those of the sandbox and lead back here', async () => {
    const served = await serve(await makeHome(), ['--demo'])
    const { sandbox, storeHash, app } = served.demo ?? expect.fail('There is no demo.')
    const { call } = await logIn(served, served.loginLink)
    const { data: list } = await call<{ oauthClients: { id: string; name: string }[] }>('GET', '/oauth-clients')
    expect(list.oauthClients).toMatchObject([{ name: app.name }])
    const input = {
      name: 'Authorised',
      authType: 'oauth2',
      storeHash,
      oauthClient: list.oauthClients[0]?.id,
      scopes: ['store_v2_information_read_only'],
    }
    const { data } = await call<{ connection: { id: string } }>('POST', '/connections', {
      definition: 'bigcommerce-rest',
      input,
    })
    const begun = await call<{ url: string }>('POST', `/connections/${data.connection.id}/authorize`, {})
    expect(begun.data.url.startsWith(`${sandbox}/`)).toBe(true)
    const approved = await fetch(begun.data.url, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'approve' }),
      redirect: 'manual',
    })
    const back = approved.headers.get('location') ?? ''
    expect(back.startsWith(`${served.url}/api/v1/oauth/callback?`)).toBe(true)
    expect((await fetch(back)).status).toBe(200)
    expect(await call('GET', `/connections/${data.connection.id}`)).toMatchObject({
      data: { status: 'active' },
    })
  })

  test('keeps its data apart from the real connections, and finds them again', async () => {
    const home = await makeHome()
    const first = await serve(home, ['--demo'])
    first.child.kill('SIGINT')
    await first.ended
    const second = await serve(home, ['--demo'])
    expect(second.database).toContain('demo.db')
    const { call } = await logIn(second, second.loginLink)
    expect(await call('GET', '/oauth-clients')).toMatchObject({ data: { oauthClients: [{ name: 'Sandbox App' }] } })
    expect(await readdir(join(home.folder, '.connform'))).not.toContain('connform.db')
  })

  test('writes no credential into its files', async () => {
    const home = await makeHome()
    const served = await serve(home, ['--demo'])
    const { accessToken, clientId, apiPath, app } = served.demo ?? expect.fail('There is no demo.')
    const { call } = await logIn(served, served.loginLink)
    const input = { name: 'Main', authType: 'token', storeHash: apiPath, accessToken, clientId }
    await call('POST', '/connections', { definition: 'bigcommerce-rest', input })
    served.child.kill('SIGINT')
    const { stderr } = await served.ended
    const folder = join(home.folder, '.connform')
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')))
    for (const secret of [accessToken, app.clientSecret]) expect([stderr, ...files].join('\n')).not.toContain(secret)
  })
})

describe('login-link', () => {
  test('prints a link to a server that runs, for as little as a role allows, once', async () => {
    const home = await makeHome()
    const served = await serve(home)
    const { code, stdout, stderr } = await home.run(['login-link', '--url', served.url, '--role', 'viewer'])
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^It works once, until .* \(15 minutes\)\.\n$/),
    })
    expect(stdout.startsWith(`${served.url}/login#cfl_`)).toBe(true)
    expect(await logIn(served, stdout.trim())).toMatchObject({ status: 201, session: { role: 'viewer', tenants: '*' } })
    expect(await logIn(served, stdout.trim())).toMatchObject({ status: 401 })
  })

  test('prints one to a demo, and one to a single tenant', async () => {
    const home = await makeHome()
    const served = await serve(home, ['--demo'])
    const { loginLink } = await home.json<Facts>(['login-link', '--demo', '--url', served.url, '--tenant', 'acme'])
    expect(await logIn(served, loginLink)).toMatchObject({ status: 201, session: { tenant: 'acme', tenants: 'acme' } })
  })

  test.each([
    [['--role', 'owner'], 'viewer, editor, admin'],
    [['--url', 'here'], 'https://connections.example.com'],
  ])('%j is refused with 2', async (words, says) => {
    const { run } = await makeHome()
    const { code, stderr } = await run(['login-link', ...words])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})
