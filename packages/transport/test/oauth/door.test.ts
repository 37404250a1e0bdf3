import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ConnformError, type HttpOptions, type RetryRules, type TokenEndpoint } from '@connform/core'
import { describe, expect, test } from 'vitest'
import type { Transport } from '../../src/index.ts'
import { canary, expectNoCanary } from '../support/canary.ts'
import { host, openDoor } from '../support/door.ts'
import { granted, grantNames, grants, refused, tokenServer } from '../support/grants.ts'
import { closedPort, httpServer, rawServer, selfSignedServer } from '../support/servers.ts'

const rules: RetryRules = {
  statuses: [429, 500, 503],
  limit: 3,
  waitHeaders: [
    { name: 'Retry-After', unit: 'seconds' },
    { name: 'X-Wait-Ms', unit: 'milliseconds' },
  ],
}

const huge = JSON.stringify({ access_token: canary.repeat(100_000) })

function bomb(response: ServerResponse): void {
  response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)))
}

async function raw(words: string): Promise<string> {
  return `http://${await rawServer((socket) => socket.end(words))}`
}

describe.each(grantNames)('%s', (name) => {
  /** Expects the grant to fail and the failure to give nothing away. */
  async function failure(
    door: Transport,
    at: Partial<TokenEndpoint> = {},
    bounds: Partial<HttpOptions> = {},
  ): Promise<ConnformError> {
    const error: unknown = await grants[name](door, at, bounds).then(
      (result) => expect.unreachable(`settled with ok: ${result.ok}`),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ConnformError)
    expect(error).not.toHaveProperty('cause')
    expectNoCanary(error)
    return error as ConnformError
  }

  describe('is refused for an address that a user may not make us ask', () => {
    test.each([
      ['of the loopback', 'https://127.0.0.1/token', '127.0.0.1'],
      ['of the loopback as a number', 'https://2130706433/token', '127.0.0.1'],
      ['of the loopback in octal', 'https://0177.0.0.1/token', '127.0.0.1'],
      ['of the loopback in IPv6', 'https://[::1]/token', '[::1]'],
      ['of the loopback inside IPv6', 'https://[::ffff:127.0.0.1]/token', '[::ffff:7f00:1]'],
      ['of a private network', 'https://10.0.0.1/token', '10.0.0.1'],
      ['of cloud metadata', 'https://169.254.169.254/latest', '169.254.169.254'],
      ['whose name leads to the loopback', 'https://localhost/token', 'localhost'],
    ])('%s', async (_, url, blocked) => {
      const error = await failure(openDoor(), { url: `${url}?${canary}` }, { allowedHosts: [blocked] })
      expect(error).toMatchObject({ code: 'ERR_TRANSPORT', reason: 'blocked_host', host: blocked })
    })

    test.each([
      ['without https', `http://${host}/token`],
      ['on another port', `https://${host}:8443/token`],
      ['with a password in it', `https://user:${canary}@${host}/token`],
      ['of a host that is not allowed', `https://evil.example.net/${canary}`],
      ['of a host that ends like an allowed one', `https://evil${host}/${canary}`],
      ['that is none', canary],
    ])('%s', async (_, url) => {
      expect(await failure(openDoor(), { url })).toMatchObject({ reason: 'blocked_host' })
    })
  })

  test('asks at the address that was checked, though the name leads elsewhere the next moment', async () => {
    let asked = 0
    const resolve = async () => {
      asked += 1
      return [{ address: asked === 1 ? '192.168.7.7' : '93.184.215.14', family: 4 as const }]
    }
    expect(await failure(openDoor(undefined, { resolve }))).toMatchObject({ reason: 'blocked_host', host })
    expect(asked).toBe(1)
  })

  test.each([
    ['host_unreachable', 'where nobody listens', async () => `http://127.0.0.1:${await closedPort()}`],
    ['host_unreachable', 'where no answer comes', () => httpServer((request) => request.socket.destroy())],
    ['tls', 'where nobody vouches for the certificate', () => selfSignedServer((_, response) => response.end())],
    ['timeout', 'where the host says nothing', () => httpServer(() => {})],
    ['timeout', 'where the answer does not end', () => httpServer((_, response) => response.write(canary))],
    ['answer_too_large', 'where the answer is huge', () => httpServer((_, response) => response.end(huge))],
    ['answer_too_large', 'where it unpacks to a huge one', () => httpServer((_, response) => bomb(response))],
    ['answer_cut', 'where the answer breaks off', () => raw('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"acc')],
    ['answer_cut', 'where the answer is no HTTP', () => raw(`220 ${canary}\r\n`)],
  ] as const)('fails with %s %s', async (reason, _, serve) => {
    const timeoutMs = reason === 'timeout' ? 300 : 30_000
    const error = await failure(openDoor(await serve()), {}, { timeoutMs, maxAnswerBytes: 100_000 })
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', reason, host })
  })

  describe('is cancelled', () => {
    test('before anything is sent where the signal had fired', async () => {
      const { base, seen } = await tokenServer()
      const signal = AbortSignal.abort(new Error(canary))
      expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
      expect(seen).toEqual([])
    })

    test('while the endpoint thinks', async () => {
      const controller = new AbortController()
      const base = await httpServer(() => controller.abort(new Error(canary)))
      const { signal } = controller
      expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
    })

    test('during the wait before it is asked again', async () => {
      const controller = new AbortController()
      const base = await httpServer((_, response) => {
        response.writeHead(429, { 'retry-after': '20' }).end()
        setTimeout(() => controller.abort(), 50)
      })
      const bounds = { signal: controller.signal, retry: rules }
      expect(await failure(openDoor(base), {}, bounds)).toMatchObject({ reason: 'aborted', host })
    })

    test('when the transport is closed, and refused from then on', async () => {
      const base = await httpServer(() => door.close())
      const door = openDoor(base)
      expect(await failure(door)).toMatchObject({ reason: 'aborted', host })
      expect(await failure(door)).toMatchObject({ code: 'ERR_CLOSED' })
    })
  })

  describe('is sent', () => {
    const limited = { status: 429, headers: { 'retry-after': '0' } }
    const good = { body: { access_token: canary } }

    test('again after 429 with a wait', async () => {
      const { base, seen } = await tokenServer(limited, { ...limited, headers: { 'x-wait-ms': '5' } }, good)
      await granted(grants[name](openDoor(base), {}, { retry: rules }))
      expect(seen).toHaveLength(3)
      expect(new Set(seen.map(({ body }) => body)).size).toBe(1)
    })

    test.each([
      ['after 429 without a wait', { status: 429 }, {}],
      ['after 429 with a wait that cannot be read', { status: 429, headers: { 'retry-after': 'soon' } }, {}],
      ['after 429 with a longer wait than the caller bears', { status: 429, headers: { 'retry-after': '9' } }, {}],
      ['after 429 where no rules are given', limited, { retry: undefined }],
      ['after 429 where the rules do not name it', limited, { retry: 'without 429' }],
      ['after 500', { status: 500, headers: { 'retry-after': '0' } }, {}],
      ['after 503', { status: 503, headers: { 'retry-after': '0' } }, {}],
    ] as const)('once %s', async (_, answer, changed) => {
      const { base, seen } = await tokenServer(answer, good)
      const retry = 'retry' in changed ? changed.retry && { ...rules, statuses: [500] } : rules
      const bounds = { maxWaitMs: 5000, ...(retry && { retry }) }
      expect(await refused(grants[name](openDoor(base), {}, bounds))).toMatchObject({ status: answer.status })
      expect(seen).toHaveLength(1)
    })

    test('no more often than the rules say', async () => {
      const { base, seen } = await tokenServer(limited)
      expect(await refused(grants[name](openDoor(base), {}, { retry: rules }))).toMatchObject({ status: 429 })
      expect(seen).toHaveLength(4)
    })

    test('once where the connection breaks, because nobody knows what has arrived', async () => {
      let requests = 0
      const base = await httpServer((request) => {
        requests += 1
        request.socket.destroy()
      })
      await failure(openDoor(base), {}, { retry: rules })
      expect(requests).toBe(1)
    })
  })
})

test('the grants of a transport cannot be exchanged for others', () => {
  const { oauth } = openDoor()
  expect(Object.isFrozen(oauth)).toBe(true)
  expect(Object.keys(oauth)).toEqual(['exchangeCode', 'passwordGrant', 'refresh'])
})
