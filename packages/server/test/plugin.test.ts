import { createServer as createNetServer } from 'node:http'
import { connformPlugin, createServer } from '@connform/server'
import type { Principal } from 'connform'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

/** A Fastify of an embedder, with routes and hooks of its own. */
function embedder() {
  const app = fastify()
  onTestFinished(() => app.close())
  app.get('/own', async () => ({ mine: true }))
  app.post('/own', async (request) => ({ body: request.body }))
  return app
}

const person = (over: Partial<Principal> = {}): Principal => ({
  id: '42',
  kind: 'session',
  actor: 'user:42',
  tenant: 'acme',
  role: 'editor',
  expiresAt: null,
  ...over,
})

test('the API lies in a Fastify of an embedder, under its prefix, and says who did what by its hook', async () => {
  const { connform, sandbox } = await bench()
  const app = embedder()
  await app.register(connformPlugin, {
    connform,
    prefix: '/connections-api',
    authenticate: ({ headers }) => (headers['x-user'] === '42' ? person() : undefined),
  })
  const made = await app.inject({
    method: 'POST',
    url: '/connections-api/connections',
    headers: { 'x-user': '42' },
    payload: { definition: 'bigcommerce-rest', input: tokenForm(sandbox) },
  })
  expect(made.statusCode, made.body).toBe(201)
  expect(made.headers['location']).toMatch(/^\/connections-api\/connections\//)
  const [entry] = (await connform.tenant('acme').audit.list()).entries
  expect(entry).toMatchObject({ actor: 'user:42', action: 'connection.created' })
  const stranger = await app.inject('/connections-api/connections')
  expect(stranger.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
  const login = await app.inject({ method: 'POST', url: '/connections-api/session', payload: { token: 'x' } })
  expect(login.statusCode).toBe(404)
})

test('nothing of it reaches the routes of the embedder', async () => {
  const { connform } = await bench()
  const app = embedder()
  await app.register(connformPlugin, { connform, prefix: '/api' })
  const own = await app.inject('/own?anything=1')
  expect(own.json()).toEqual({ mine: true })
  expect(own.headers['content-security-policy']).toBeUndefined()
  const text = { method: 'POST', url: '/own', headers: { 'content-type': 'text/plain' }, payload: 'text' } as const
  expect((await app.inject(text)).json()).toEqual({ body: 'text' })
  const typed = await app.inject({ ...text, url: '/api/derive' })
  expect([401, 415]).toContain(typed.statusCode)
  expect((await app.inject('/elsewhere')).json()).toMatchObject({ message: 'Route GET:/elsewhere not found' })
})

test('a hook of the embedder does not save from the page of another site', async () => {
  const { connform } = await bench()
  const app = embedder()
  await app.register(connformPlugin, { connform, prefix: '/api', authenticate: () => person({ role: 'admin' }) })
  const headers = { 'sec-fetch-site': 'cross-site' }
  const forged = await app.inject({ method: 'POST', url: '/api/keys/rotate', headers })
  expect(forged.json()).toMatchObject({ status: 403, code: 'cross_site' })
})

test('where nobody is asked in a Fastify of an embedder, a name that leads to it is refused', async () => {
  const { connform } = await bench()
  const app = embedder()
  await app.register(connformPlugin, { connform, prefix: '/api', authenticate: false })
  expect((await app.inject('/api/connections')).statusCode).toBe(200)
  const rebound = await app.inject({ url: '/api/connections', headers: { host: 'rebound.example' } })
  expect(rebound.json()).toMatchObject({ status: 421, code: 'wrong_host' })
})

test('a server that asks nobody listens on loopback alone, and answers nobody from elsewhere', async () => {
  const { connform } = await bench()
  const server = createServer(connform, { authenticate: false })
  onTestFinished(() => server.close())
  await expect(server.listen({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  await expect(server.listen({ host: '::' })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  const url = await server.listen()
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await (await fetch(`${url}/api/v1/session`)).json()).toMatchObject({ role: 'admin', tenants: '*' })
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
  const forged = await fetch(`${url}/api/v1/derive`, { method: 'POST', headers, body: '{"text":"x"}' })
  expect(forged.status).toBe(403)
  const remote = await server.app.inject({ url: '/api/v1/session', remoteAddress: '203.0.113.7' })
  expect(remote.json()).toMatchObject({ status: 403, code: 'forbidden' })
})

test('a server that asks who they are listens where it is told', async () => {
  const { connform } = await bench()
  const server = createServer(connform)
  onTestFinished(() => server.close())
  const url = await server.listen({ host: '0.0.0.0' })
  const { port } = new URL(url)
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/session`)).status).toBe(401)
})

test('a port that is taken is said', async () => {
  const { connform } = await bench()
  const other = createNetServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }
  const server = createServer(connform)
  onTestFinished(() => server.close())
  await expect(server.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
