import { describe, expect, it } from 'vitest'
import { queryText } from '../src/api/address.ts'
import { type ApiClientOptions, createApiClient } from '../src/api/api-client.ts'
import { isProblem, isSessionLost, localCodes } from '../src/api/problem.ts'
import type { ProgressLine } from '../src/api/types.ts'
import { json, localServer } from './support/local-server.ts'

const clientOf = (url: string, options: ApiClientOptions = {}) =>
  createApiClient({ baseUrl: `${url}/api/v1`, ...options })

const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('the client of the HTTP API', () => {
  it('sends JSON with the revision as a quoted tag and gives back the tag of the answer', async () => {
    const server = await localServer((_request, response) => void json(response, 200, { id: 'a' }, { etag: '"8"' }))
    const answer = await clientOf(server.url).request('/connections/a', {
      method: 'PATCH',
      body: { patch: { name: 'Größe' } },
      revision: 7,
      idempotencyKey: 'once',
    })
    expect(answer).toEqual({ status: 200, data: { id: 'a' }, etag: '"8"' })
    expect(server.seen[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/connections/a' })
    expect(server.seen[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'if-match': '"7"',
      'idempotency-key': 'once',
    })
    expect(JSON.parse(server.seen[0]!.body)).toEqual({ patch: { name: 'Größe' } })
  })

  it('carries the token against forged requests on every method but GET, and the tenant on all', async () => {
    const server = await localServer((_request, response) => void json(response, 200, {}))
    const client = clientOf(server.url)
    client.actFor({ csrfToken: 'csrf', tenant: 'acme' })
    await client.get('/connections')
    await client.request('/connections/a', { method: 'DELETE' })
    expect(server.seen.map(({ headers }) => [headers['x-csrf-token'], headers['x-connform-tenant']])).toEqual([
      [undefined, 'acme'],
      ['csrf', 'acme'],
    ])
  })

  it('takes the answer of a read that was begun before it once, and none for another tenant', async () => {
    const server = await localServer((request, response) => void json(response, 200, { url: request.url }))
    const address = `${server.url}/api/v1/connections?limit=2`
    const begun = new Map([[address, fetch(address)]])
    const takeBegun = (wanted: string) => {
      const answer = begun.get(wanted)
      begun.delete(wanted)
      return answer
    }
    const client = clientOf(server.url, { takeBegun })
    const read = () => client.get('/connections', { query: { limit: 2 } })
    expect(await read()).toEqual({ url: '/api/v1/connections?limit=2' })
    expect(server.seen.length).toBe(1)
    await read()
    expect(server.seen.length).toBe(2)
    begun.set(address, fetch(address))
    client.actFor({ tenant: 'acme' })
    await read()
    expect(server.seen.at(-1)?.headers['x-connform-tenant']).toBe('acme')
    expect(server.seen.length).toBe(4)
  })

  it('says of a read that was begun before it and failed what it says of any other', async () => {
    const reached: boolean[] = []
    const options: ApiClientOptions = {
      takeBegun: () => Promise.reject(new TypeError('Failed to fetch')),
      onReach: (isReachable) => reached.push(isReachable),
    }
    const failure = await failureOf(clientOf('http://127.0.0.1:1', options).get('/session'))
    expect(isProblem(failure, localCodes.unreachable)).toBe(true)
    expect(reached).toEqual([false])
  })

  it('throws what a problem document says, with its issues and the request it can be found by', async () => {
    const issues = [{ path: ['storeHash'], code: 'format', message: 'Too short.', severity: 'error' }]
    const body = { title: 'Invalid input', status: 422, code: 'invalid_input', detail: 'One field is wrong.', issues }
    const server = await localServer((_request, response) => void json(response, 422, body, { 'x-request-id': 'r1' }))
    const failure = await failureOf(clientOf(server.url).request('/connections', { method: 'POST', body: {} }))
    expect(isProblem(failure, 'invalid_input')).toBe(true)
    expect(failure).toMatchObject({ status: 422, message: 'One field is wrong.', issues, requestId: 'r1' })
  })

  it('says that the session is lost where the answer is 401', async () => {
    const server = await localServer((_request, response) => void json(response, 401, { code: 'unauthenticated' }))
    let lost = 0
    const client = clientOf(server.url, { onSessionLost: () => (lost += 1) })
    expect(isSessionLost(await failureOf(client.get('/connections')))).toBe(true)
    expect(lost).toBe(1)
  })

  it('tells an answer that is not ours from one that is', async () => {
    const server = await localServer(({ url }, response) => {
      response.writeHead(url.endsWith('bad') ? 502 : 200, { 'content-type': 'text/html' }).end('<h1>Proxy</h1>')
    })
    const client = clientOf(server.url)
    expect(await failureOf(client.get('/fine'))).toMatchObject({ code: 'unreadable_answer' })
    expect(await failureOf(client.get('/bad'))).toMatchObject({ code: 'unreadable_answer', status: 502 })
  })

  it('says that no answer came where nobody listens, and that one came once somebody does', async () => {
    const reached: boolean[] = []
    const server = await localServer((_request, response) => void json(response, 200, {}))
    const client = clientOf(server.url, { onReach: (isReachable) => reached.push(isReachable) })
    await client.get('/healthz')
    await server.close()
    expect(await failureOf(client.get('/healthz'))).toMatchObject({ code: 'unreachable', status: 0 })
    expect(reached).toEqual([true, false])
  })

  it('passes an aborted request on as such and counts it as no failure of the server', async () => {
    const server = await localServer(() => undefined)
    const reached: boolean[] = []
    const stop = new AbortController()
    const client = clientOf(server.url, { onReach: (isReachable) => reached.push(isReachable) })
    const failure = failureOf(client.get('/connections', { signal: stop.signal }))
    stop.abort()
    expect(await failure).toMatchObject({ name: 'AbortError' })
    expect(reached).toEqual([])
  })
})

describe('an answer that tells its progress', () => {
  const streamed = async (lines: string): Promise<{ lines: ProgressLine[]; end: unknown }> => {
    const server = await localServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(lines)
    })
    const told: ProgressLine[] = []
    const end = await clientOf(server.url)
      .stream('/connections', { method: 'POST', body: {} }, (line) => told.push(line))
      .catch((error: unknown) => error)
    expect(server.seen[0]?.headers.accept).toBe('application/x-ndjson')
    return { lines: told, end }
  }

  it('is told line by line and ends with what the plain answer would have been', async () => {
    const begun = { step: { id: 'reach', state: 'begun' } }
    const done = { step: { id: 'reach', state: 'done', ms: 12 } }
    const last = { status: 201, body: { connection: { id: 'a' } } }
    const { lines, end } = await streamed([begun, done, last].map((line) => JSON.stringify(line)).join('\n'))
    expect(lines).toEqual([begun, done])
    expect(end).toMatchObject({ status: 201, data: last.body })
  })

  it('throws the problem that its last line holds', async () => {
    const { end } = await streamed(`${JSON.stringify({ status: 422, body: { code: 'invalid_input' } })}\n`)
    expect(end).toMatchObject({ status: 422, code: 'invalid_input' })
  })

  it('is said to be cut where the last line is missing or is no JSON', async () => {
    expect((await streamed('{"progress":{"done":1,"total":2}}\n')).end).toMatchObject({ code: 'answer_cut' })
    expect((await streamed('{"progress":{"done":1')).end).toMatchObject({ code: 'answer_cut' })
  })

  it('may be a plain answer all the same', async () => {
    const server = await localServer((_request, response) => void json(response, 403, { code: 'forbidden' }))
    const failure = await failureOf(clientOf(server.url).stream('/keys/rotate', { method: 'POST' }, () => undefined))
    expect(failure).toMatchObject({ status: 403, code: 'forbidden' })
  })
})

describe('the question in an address', () => {
  it('leaves out what is not asked for and writes the rest as forms do', () => {
    expect(queryText({ search: 'a b&c', cursor: undefined, status: '', limit: 100, notices: true })).toBe(
      '?search=a+b%26c&limit=100&notices=true',
    )
    expect(queryText()).toBe('')
  })
})
