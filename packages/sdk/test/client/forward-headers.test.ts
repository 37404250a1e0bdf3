import type { IncomingHttpHeaders } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { savedIn } from '../support/forms.ts'
import { expectKept, providedBy, textOf } from '../support/provider.ts'
import { weather } from '../support/weather-definition.ts'

/** A connection whose provider answers with the headers it was sent. */
async function echoed() {
  const provided = await providedBy((request, response) => response.end(JSON.stringify(request.headers)))
  const sent = async (headers: Record<string, string>): Promise<IncomingHttpHeaders> =>
    JSON.parse(await textOf((await provided.client.forward('GET', '/v3/x', { headers })).body))
  return { ...provided, sent }
}

describe('of the headers of a request', () => {
  test('those that are a caller’s to send are sent as they are', async () => {
    const { sent } = await echoed()
    const headers = { Accept: 'text/csv', 'X-Request-Id': 'a b', 'If-None-Match': '"1"', 'User-Agent': 'shop/2' }
    expect(await sent(headers)).toMatchObject({
      accept: 'text/csv',
      'x-request-id': 'a b',
      'if-none-match': '"1"',
      'user-agent': 'shop/2',
    })
  })

  test.each([
    { Authorization: 'Bearer forged' },
    { Cookie: 'session=forged' },
    { cookie2: 'forged' },
    { 'Proxy-Authorization': 'Basic forged' },
    { 'X-AUTH-TOKEN': 'forged' },
    { 'x-auth-token': 'forged', 'X-Auth-Token': 'forged' },
    { Host: 'forged.example' },
    { Connection: 'x-auth-token, x-note', 'X-Note': 'forged' },
    { connection: 'keep-alive', 'Keep-Alive': 'forged' },
    { TE: 'trailers, forged' },
    { Trailer: 'forged' },
    { Upgrade: 'forged' },
    { 'HTTP2-Settings': 'forged' },
    { 'Proxy-Connection': 'forged' },
    { Expect: '100-continue, forged' },
    { Via: '1.1 forged' },
    { Forwarded: 'for=forged' },
    { 'X-Forwarded-For': 'forged', 'x-real-ip': 'forged' },
  ])('%j does not reach the provider, and the signature does', async (headers) => {
    const { sent, token } = await echoed()
    const got = await sent(headers as unknown as Record<string, string>)
    expect(JSON.stringify(got)).not.toContain('forged')
    expect(got['x-auth-token']).toBe(token)
  })

  test.each([{ 'x-note': 'a\r\nx-evil: b' }, { 'a b': 'c' }, { 'x\r\ny': 'c' }, { '': 'c' }, { 'x-note': 'a\u0000b' }])(
    '%j is refused, because it is none',
    async (headers) => {
      const { client } = await providedBy((_, response) => response.end())
      const asked = client.forward('GET', '/v3/x', { headers: headers as Record<string, string> })
      await expect(asked).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    },
  )

  test('the same are signed the same by forward as by request', async () => {
    const seen: IncomingHttpHeaders[] = []
    const { client } = await providedBy((request, response) => {
      seen.push(request.headers)
      response.end('{}')
    })
    const name = fc.oneof(
      fc.constantFrom('Accept', 'USER-AGENT', 'If-Match', 'X-Auth-Token', 'x-auth-TOKEN', 'accept-language', 'Range'),
      fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,10}$/).filter((text) => !/^x-(forwarded|real-ip)/i.test(text)),
    )
    const headers = fc.dictionary(name, fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/), { maxKeys: 6 })
    const path = fc.constantFrom('/v3/x', '/v3/x?a=1&b=%2F..', '/v2/p%C3%A4th')
    await fc.assert(
      fc.asyncProperty(headers, path, fc.constantFrom('GET', 'delete'), async (given, to, method) => {
        seen.length = 0
        await client.request(method, to, { headers: given })
        await textOf((await client.forward(method, to, { headers: given })).body)
        const [bySdk = {}, byForward = {}] = seen
        // Only one of both unpacks what it gets.
        const { 'accept-encoding': _, ...expected } = bySdk
        const { 'accept-encoding': __, ...got } = byForward
        expect(got).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('of the headers of an answer', () => {
  test('those of the connection and those that are credentials stay behind', async () => {
    const { client } = await providedBy((_, response) =>
      response
        .writeHead(200, {
          'set-cookie': ['sid=1', 'b=2'],
          'set-cookie2': 'c=3',
          authorization: 'Bearer x',
          'x-auth-token': 'any',
          'proxy-authenticate': 'Basic',
          connection: 'close, x-private',
          'x-private': '1',
          'keep-alive': 'timeout=5',
          trailer: 'x-sum',
          'x-note': 'kept',
        })
        .end('fine'),
    )
    const { headers, body } = await client.forward('GET', '/v3/x')
    const { date, ...others } = headers
    expect(date).toEqual(expect.any(String))
    expect(others).toEqual({ 'x-note': 'kept' })
    expect(await textOf(body)).toBe('fine')
  })

  test('none repeats the credential, in whatever form', async () => {
    const forms = (token: string) => [
      token,
      `Bearer ${token}`,
      token.toUpperCase(),
      Buffer.from(token).toString('base64'),
      Buffer.from(token).toString('base64url'),
      `https://elsewhere.example/?token=${encodeURIComponent(token)}`,
    ]
    const { client, token } = await providedBy((request, response) => {
      const echoes = forms(String(request.headers['x-auth-token'])).map((form, index) => [`x-echo-${index}`, form])
      response.writeHead(200, { ...Object.fromEntries(echoes), 'x-note': 'kept' }).end()
    })
    const answer = await client.forward('GET', '/v3/x')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-'))).toEqual(['x-note'])
    await expectKept(answer, ...forms(token))
  })

  test('nor the header that signs for a definition of somebody’s own', async () => {
    const { createServer } = await import('node:http')
    const server = createServer((request, response) =>
      response.writeHead(200, { 'x-key': 'another', 'x-echo': String(request.headers['x-key']) }).end(),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const { open } = await bench()
    const connform = await open({
      definitions: [weather],
      hosts: { 'api.weather.example': `http://127.0.0.1:${port}` },
    })
    const form = { name: 'Roof', station: 'vienna', apiKey: 'canary-7f3a91c2d4' }
    const { id } = savedIn(await connform.connections.create('weather', form, { verify: 'skip' }))
    const answer = await connform.client(id).forward('GET', '/now', { headers: { 'X-KEY': 'forged' } })
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-'))).toEqual([])
    await expectKept(answer, form.apiKey)
    server.close()
  })
})
