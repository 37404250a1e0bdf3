import { PassThrough } from 'node:stream'
import { createServer } from '@connform/server'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from './support/bench.ts'

test('a request is one line: its route and who asked, without path, query or body', async () => {
  const { as, log } = await bench()
  const viewer = await as('viewer')
  await viewer.get('/connections/an-id-of-somebody?x=personal')
  await viewer.get('/connections?search=personal')
  const lines = log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'request')
  expect(lines.at(-1)).toMatchObject({
    method: 'GET',
    route: '/api/v1/connections',
    status: 200,
    actor: expect.stringMatching(/^api-key:cf_/),
    reqId: expect.any(String),
  })
  expect(log()).not.toContain('personal')
  expect(log()).not.toContain('an-id-of-somebody')
})

test('what a hook of the embedder logs of a request is without what proves who somebody is', async () => {
  const { connform } = await bench()
  const lines: string[] = []
  const stream = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const server = createServer(connform, { logger: { level: 'trace', stream, redact: ['mine'] } })
  onTestFinished(() => server.close())
  server.app.addHook('onRequest', async (request) => {
    request.log.info({
      headers: request.headers,
      req: request.raw,
      request: { headers: request.headers },
      mine: 'kept',
    })
    request.log.error(new Error('SECRET-IN-ERROR'))
  })
  const url = await server.listen()
  const headers = {
    authorization: 'Bearer SECRET-KEY',
    cookie: 'connform_session=SECRET-SESSION',
    'x-csrf-token': 'SECRET-TOKEN',
  }
  await fetch(`${url}/api/v1/oauth/callback?code=SECRET-CODE&state=SECRET-STATE`, { headers })
  const log = lines.join('')
  expect(log).toContain('/api/v1/oauth/callback')
  expect(log).not.toMatch(/SECRET|kept/)
})
