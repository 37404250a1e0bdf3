import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { textOf } from './support/proxy-bench.ts'

const key = 'Authorization: Bearer SECRET-TEXT\r\n'

test.each([
  ['no request', 400, 'invalid_request', 'SECRET-TEXT\r\n\r\n'],
  ['a header without a name', 400, 'invalid_request', `GET /SECRET-TEXT HTTP/1.1\r\n${key}: SECRET-TEXT\r\n\r\n`],
  ['two lengths', 400, 'invalid_request', `POST / HTTP/1.1\r\n${key}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ['headers of 64 kB', 431, 'headers_too_large', `GET / HTTP/1.1\r\nX: ${'SECRET-TEXT'.repeat(6000)}\r\n\r\n`],
  [
    'a chunk without a length',
    400,
    'invalid_request',
    `POST /api/v1/connections HTTP/1.1\r\nHost: localhost\r\n${key}Transfer-Encoding: chunked\r\n\r\nSECRET-TEXT`,
  ],
] as const)('what is no HTTP, such as %s, is a problem that repeats nothing', async (_, status, code, bytes) => {
  const { hide, log, url } = await bench()
  hide('SECRET-TEXT')
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  const answer = await textOf(socket)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head).toContain('\r\ncontent-type: application/problem+json\r\n')
  expect(head).toContain('\r\ncache-control: no-store\r\n')
  const problem = JSON.parse(body)
  expect(problem).toMatchObject({ status, code, type: `https://connform.dev/problems/${code.replaceAll('_', '-')}` })
  expect(head).toContain(`\r\nx-request-id: ${problem.requestId}\r\n`)
  expect(answer + log()).not.toContain('SECRET-TEXT')
})

test('what is no HTTP after its request was answered ends the connection without a second answer', async () => {
  const { url } = await bench()
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nno chunk')
  const answer = await textOf(socket)
  expect(answer).toMatch(/^HTTP\/1.1 404 /)
  expect(answer.split('HTTP/1.1 ')).toHaveLength(2)
})
