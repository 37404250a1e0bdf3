import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { inspect } from 'node:util'
import { fixtureStores, startSandbox, storeFixture } from '@connform/sandbox'
import { expect, test } from 'vitest'
import { ask, send, storeOf, tokenOf } from './support.ts'

test('every host is reached through the host overrides alone, on one port', async () => {
  const sandbox = await startSandbox()
  expect(sandbox.hosts).toMatchObject({ 'api.bigcommerce.com': sandbox.url })
  for (const url of Object.values(sandbox.hosts)) expect(new URL(url).origin).toBe(sandbox.url)
  expect(new URL(sandbox.url)).toMatchObject({ hostname: '127.0.0.1', protocol: 'http:' })
  await sandbox.close()
})

test('the fixtures look like real credentials, each its own, and say what they show', () => {
  const texts: string[] = []
  for (const { hash, apiPath, behaviour, domain, tokens } of fixtureStores) {
    expect(hash).toMatch(/^[a-z0-9]{9,10}$/)
    expect(apiPath).toBe(`https://api.bigcommerce.com/stores/${hash}/v3/`)
    expect(domain).toMatch(/\.example$/)
    expect(behaviour).toMatch(/^[A-Z].*\.$/)
    for (const { accessToken, clientId, clientSecret } of tokens) {
      expect(accessToken).toMatch(/^[a-z0-9]{31}$/)
      expect(clientId).toMatch(/^[a-z0-9]{31}$/)
      expect(clientSecret).toMatch(/^[0-9a-f]{64}$/)
      texts.push(accessToken, clientId, clientSecret)
    }
  }
  expect(new Set(texts).size).toBe(texts.length)
  expect(fixtureStores.map(({ hash }) => hash)).toEqual(expect.arrayContaining(['ci4bzn8adz', 'abc123xyz']))
})

test('requests are remembered without any value of a header', async () => {
  const sandbox = await startSandbox()
  const canary = 'canary0token0that0must0not0show'
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz')
  await ask(sandbox, 'ci4bzn8adz', '/v3/channels?limit=1')
  await ask(sandbox, 'ci4bzn8adz', '/v2/time', { token: canary, headers: { Authorization: `Basic ${canary}` } })
  await ask(sandbox, 'abc123xyz', '/v2/time', { token: accessToken })
  await send(`${sandbox.url}/nowhere`, { method: 'PUT' })

  const requests = sandbox.requests()
  expect(requests).toMatchObject([
    {
      host: 'api.bigcommerce.com',
      method: 'GET',
      path: '/stores/ci4bzn8adz/v3/channels',
      query: 'limit=1',
      tokenRight: true,
      status: 200,
    },
    { path: '/stores/ci4bzn8adz/v2/time', query: '', tokenRight: false, status: 401 },
    { path: '/stores/abc123xyz/v2/time', tokenRight: false, status: 401 },
    { method: 'PUT', path: '/nowhere', tokenRight: false, status: 404 },
  ])
  expect(requests[1]?.headerNames).toEqual(expect.arrayContaining(['accept', 'x-auth-token', 'authorization']))
  for (const text of [JSON.stringify(requests), inspect(requests, { depth: null, showHidden: true })]) {
    expect(text).not.toContain(canary)
    expect(text).not.toContain(accessToken)
  }
  sandbox.forgetRequests()
  expect(sandbox.requests()).toEqual([])
  await sandbox.close()
})

test('no answer repeats what was sent as a token', async () => {
  const sandbox = await startSandbox()
  const canary = 'canary0token0that0must0not0show'
  for (const path of ['/v2/store', '/v3/hooks', '/v3/nothing']) {
    for (const hash of ['ci4bzn8adz', 'store-ci4bzn8adz', 'nosuchhash']) {
      const reply = await send(`${sandbox.url}/stores/${hash}${path}`, { token: canary })
      expect(JSON.stringify(reply)).not.toContain(canary)
    }
  }
  await sandbox.close()
})

test('a store of one’s own is served beside the fixtures', async () => {
  const [token] = storeOf({ stores: fixtureStores }, 'ci4bzn8adz').tokens
  const own = storeFixture({
    hash: 'myownstore',
    name: 'Mine',
    behaviour: 'Works.',
    tokens: [{ ...token!, accessToken: 'my0own0token' }],
  })
  const sandbox = await startSandbox({ stores: [own] })
  expect((await ask(sandbox, 'myownstore', '/v2/store')).status).toBe(200)
  expect(sandbox.stores).toContain(own)
  await sandbox.close()
})

test('a hash or a token cannot be served twice', async () => {
  const fixture = storeOf({ stores: fixtureStores }, 'ci4bzn8adz')
  await expect(startSandbox({ stores: [fixture] })).rejects.toThrow('share a hash')
  await expect(startSandbox({ stores: [{ ...fixture, hash: 'samet0kens' }] })).rejects.toThrow('share an access token')
})

test('a port that is taken is said, with its number', async () => {
  const first = await startSandbox()
  const { port } = new URL(first.url)
  await expect(startSandbox({ port: Number(port) })).rejects.toThrow(`127.0.0.1:${port} (EADDRINUSE)`)
  await first.close()
  const second = await startSandbox({ port: Number(port) })
  expect(second.url).toBe(first.url)
  await second.close()
})

test('closing cuts whoever still waits, and may be repeated', async () => {
  const sandbox = await startSandbox()
  const idle = connect(Number(new URL(sandbox.url).port), '127.0.0.1')
  await once(idle, 'connect')
  sandbox.setFault('abc123xyz', { kind: 'slow', delayMs: 3_600_000 })
  const waiting = [
    ask(sandbox, 'noanswers0', '/v2/store'),
    ask(sandbox, 'abc123xyz', '/v2/store'),
    ask(sandbox, 'endlessone', '/v2/store'),
  ]
  const outcomes = Promise.allSettled(waiting)
  while (sandbox.requests().length < waiting.length) await new Promise(setImmediate)
  const idleClosed = once(idle, 'close')
  await Promise.all([sandbox.close(), sandbox.close()])
  await idleClosed
  for (const outcome of await outcomes) {
    expect(outcome.status === 'rejected' || outcome.value.cut).toBe(true)
  }
  await expect(ask(sandbox, 'ci4bzn8adz', '/v2/store')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a process ends by itself once its sandbox is closed', async () => {
  const script = `
    import { startSandbox } from '@connform/sandbox'
    const sandbox = await startSandbox()
    const { accessToken } = sandbox.stores.find(({ hash }) => hash === 'slowanswer').tokens[0]
    sandbox.setFault('slowanswer', { kind: 'slow', delayMs: 3_600_000 })
    const url = (hash) => sandbox.url + '/stores/' + hash + '/v2/store'
    fetch(url('slowanswer'), { headers: { 'X-Auth-Token': accessToken } }).catch(() => {})
    while (sandbox.requests().length === 0) await new Promise(setImmediate)
    await sandbox.close()
    console.log('closed')
  `
  const child = spawn(
    process.execPath,
    ['--conditions=@connform/source', '--input-type=module', '--no-warnings', '--eval', script],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(output.trim()).toBe('closed')
})
