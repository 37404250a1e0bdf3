import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppFixture } from '@connform/sandbox'
import type { AuthorizationResult, Connection } from 'connform'
import { expect, onTestFinished, test } from 'vitest'
import { GOOD, REST, withProvider } from './support/provider.ts'

const UNKNOWN = '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e'

/** A connection that waits for a person. */
async function pending() {
  const provider = await withProvider()
  const { id } = await provider.connect(REST, provider.oauthForm(await provider.addClient()))
  return { ...provider, id }
}

type Pending = Awaited<ReturnType<typeof pending>>

/** `authorize` waiting for a person, and what that person does. */
async function waiting({ home, sandbox, id }: Pending, words: readonly string[] = [], app: Partial<AppFixture> = {}) {
  const command = home.start(['authorize', id, '--port', '0', ...words])
  const [, address = '', redirectUri = ''] = await command.says(/^(http\S+)\nWaiting for it to come back to (\S+)/m)
  sandbox.registerApp({ redirectUris: [redirectUri], ...app })
  /** Where the person is sent once they have decided. */
  const decide = async (decision: 'approve' | 'deny'): Promise<string> => {
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ decision }),
      redirect: 'manual',
    })
    return answer.headers.get('location') ?? ''
  }
  return { command, address, redirectUri, decide }
}

test('a person is asked for what the form names, and the token they grant works without being seen', async () => {
  const bench = await pending()
  const { home, id } = bench
  const { command, address, redirectUri, decide } = await waiting(bench)
  expect(Object.fromEntries(new URL(address).searchParams)).toMatchObject({
    response_type: 'code',
    context: `stores/${GOOD}`,
    redirect_uri: redirectUri,
    scope: 'store_v2_products store_v2_information_read_only',
  })
  await fetch(await decide('approve'))
  const { code, stdout } = await command.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/^✓ connected {2}The connection works\./)
  expect(stdout).toMatch(/\n✓ Authorised Authorised\n$/)
  expect(await home.json<Connection>(['show', id])).toMatchObject({ status: 'active' })
  expect(await home.json(['request', id, 'GET', '/v2/store'])).toMatchObject({ status: 200, data: { id: GOOD } })
})

test('the page the person comes back to says that it can be closed, is kept by nobody and repeats nothing', async () => {
  const bench = await pending()
  const { command, redirectUri } = await waiting(bench)
  const canary = 'canary-7f3a91'
  for (const [path, method] of [
    ['/', 'GET'],
    ['/oauth/callback', 'POST'],
  ] as const) {
    expect((await fetch(new URL(path, redirectUri), { method })).status).toBe(404)
  }
  const page = await fetch(`${redirectUri}?code=${canary}&state=<script>${canary}</script>&error=${canary}`)
  expect(page.status).toBe(200)
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  const text = await page.text()
  expect(text).toContain('You can close this page')
  expect(text).not.toContain(canary)

  const { code, stdout, stderr } = await command.ended
  expect(code).toBe(1)
  expect(stdout).toContain('This authorisation was not begun here')
  expect(stdout + stderr).not.toContain(canary)
})

test.each([
  {
    what: 'a person who denies it',
    decision: 'deny' as const,
    app: {},
    code: 4,
    issue: { code: 'access_denied' },
  },
  {
    what: 'fewer scopes than the form names',
    decision: 'approve' as const,
    app: { grantedScopes: ['store_v2_products'] },
    code: 1,
    issue: { code: 'missing_scope', path: ['scopes'] },
  },
  {
    what: 'another store than the form names',
    decision: 'approve' as const,
    app: { grantedContext: 'stores/abc123xyz' },
    code: 1,
    issue: { code: 'wrong_store', path: ['storeHash'] },
  },
])('$what ends with $code, and the connection waits on', async ({ decision, app, code, issue }) => {
  const bench = await pending()
  const { home, id } = bench
  const { command, decide } = await waiting(bench, ['--json'], app)
  await fetch(await decide(decision))
  const ended = await command.ended
  expect(ended.code).toBe(code)
  expect(JSON.parse(ended.stdout) as AuthorizationResult).toMatchObject({ ok: false, issues: [issue] })
  expect(await home.json<Connection>(['show', id])).toMatchObject({ status: 'pending', lastTest: null })
})

test.each([
  { kind: 'server-error', code: 5 },
  { kind: 'suspended', code: 5 },
  { kind: 'cut-before-headers', code: 5 },
] as const)('a token endpoint with $kind ends with $code, and the connection waits on', async ({ kind, code }) => {
  const bench = await pending()
  const { home, id, sandbox } = bench
  const { command, decide } = await waiting(bench, ['--json'])
  const callback = await decide('approve')
  sandbox.setFault('login.bigcommerce.com', { kind })
  await fetch(callback)
  const ended = await command.ended
  expect({ ...ended, code: ended.code }).toEqual({ ...ended, code })
  expect(await home.json<Connection>(['show', id])).toMatchObject({ status: 'pending', lastTest: null })
})

test('a client secret that is not the app’s ends with 1, and says so', async () => {
  const bench = await pending()
  const { command, decide } = await waiting(bench)
  const callback = await decide('approve')
  const clients = await bench.home.json<{ clients: { id: string }[] }>(['oauth-client', 'list'])
  await bench.home.json(['oauth-client', 'edit', clients.clients[0]?.id ?? '', '--values', '-'], {
    input: '{"clientSecret":"not-the-right-one"}',
  })
  await fetch(callback)
  const { code, stdout } = await command.ended
  expect(code).toBe(1)
  expect(stdout).toMatch(/^✗ .*client secret/i)
})

test('a callback works once: the second time it was not begun here', async () => {
  const bench = await pending()
  const first = await waiting(bench)
  const callback = await first.decide('approve')
  await fetch(callback)
  expect((await first.command.ended).code).toBe(0)
  const second = await waiting(bench)
  await fetch(second.redirectUri + new URL(callback).search)
  const { code, stdout } = await second.command.ended
  expect(code).toBe(1)
  expect(stdout).toContain('was finished already')
})

test('nobody who comes in time ends with 4, and nothing was changed', async () => {
  const { home, id } = await pending()
  const { code, stdout, stderr } = await home.run(['authorize', id, '--port', '0', '--timeout', '1'])
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
  expect(stderr).toMatch(/^Open this address in a browser and approve:\n/)
  expect(stderr).toMatch(/\nNobody came back in time\. Nothing was changed\.\n$/)
  expect(await home.json<Connection>(['show', id])).toMatchObject({ status: 'pending' })
})

test('Ctrl-C ends the wait with 4', async () => {
  const bench = await pending()
  const { command } = await waiting(bench)
  command.child.kill('SIGINT')
  const { code, stderr } = await command.ended
  expect(code).toBe(4)
  expect(stderr).toMatch(/\nStopped\. Nothing was changed\.\n$/)
})

test('a port that is taken ends with 2, and says what to do', async () => {
  const { home, id } = await pending()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const { code, stdout, stderr } = await home.run(['authorize', id, '--port', String(port)])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`Port ${port} cannot be listened on (EADDRINUSE).\n  Choose another with --port.\n`)
})

test('the redirect URL may be another that leads here', async () => {
  const { home, id } = await pending()
  const tunnel = 'https://tunnel.example/oauth/callback'
  const { stderr } = await home.run(['authorize', id, '--port', '0', '--timeout', '0', '--redirect-url', tunnel])
  expect(stderr).toContain(`redirect_uri=${encodeURIComponent(tunnel)}`)
  expect(stderr).toContain(`Waiting for it to come back to ${tunnel} …`)
})

test('without an override the address is the provider’s own', async () => {
  const { home, id } = await pending()
  const { stderr } = await home.run(['authorize', id, '--port', '0', '--timeout', '0'], { env: { CONNFORM_HOSTS: '' } })
  expect(stderr).toMatch(/^https:\/\/login\.bigcommerce\.com\/oauth2\/authorize\?/m)
})

test('a connection that no person has to authorise ends with 4, one that is not there with 3', async () => {
  const { home, connect, tokenForm } = await withProvider()
  const { id } = await connect(REST, tokenForm())
  const refused = await home.run(['authorize', id, '--port', '0'])
  expect(refused).toMatchObject({ code: 4, stdout: '' })
  expect(refused.stderr).toContain('A connection with auth type token is not authorised in a browser.')
  expect(await home.run(['authorize', UNKNOWN, '--port', '0'])).toMatchObject({ code: 3, stdout: '' })
})
