// Run on its own by silence.test.ts: requests and grants that succeed and that fail, then the outcomes on stdout.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { Secret, type TokenEndpoint } from '@connform/core'
import { createTransport } from '../../src/index.ts'

const canary = String(process.env.CANARY)
const token = JSON.stringify({ access_token: canary, refresh_token: canary })
const server = createServer(({ url }, response) => {
  response.writeHead(url === '/bad' ? 400 : 200).end(url === '/good' ? token : canary)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const door = createTransport({ hosts: { 'api.example.com': base } })

async function outcome(url: string, maxAnswerBytes: number): Promise<string> {
  const request = { method: 'POST', url, headers: { 'x-auth-token': canary }, body: canary }
  const options = { allowedHosts: ['api.example.com', 'localhost'], maxAnswerBytes }
  return door.request(request, options).then(
    () => 'ok',
    (error: { reason: string }) => error.reason,
  )
}

const url = `https://api.example.com/${canary}`
const outcomes = [await outcome(url, 100), await outcome(url, 1), await outcome(`https://localhost/${canary}`, 100)]

async function grantOutcomes(tokenUrl: string, bodyFormat: TokenEndpoint['bodyFormat']): Promise<string[]> {
  const secret = new Secret(canary)
  const options = { allowedHosts: ['api.example.com', 'localhost'] }
  const clientAuthentication = bodyFormat === 'form' ? 'basic' : 'body'
  const parameters = { context: canary }
  const at = {
    url: tokenUrl,
    clientId: canary,
    clientSecret: secret,
    clientAuthentication,
    bodyFormat,
    parameters,
  } as const
  const grants = [
    door.oauth.exchangeCode(at, { code: canary, redirectUri: canary }, options),
    door.oauth.passwordGrant(at, { username: canary, password: secret }, options),
    door.oauth.refresh(at, secret, options),
  ]
  const settled = await Promise.allSettled(grants)
  return settled.map((grant) => (grant.status === 'fulfilled' ? String(grant.value.ok) : grant.reason.reason))
}

for (const bodyFormat of ['form', 'json'] as const) {
  for (const where of ['api.example.com/good', 'api.example.com/bad', 'localhost/']) {
    outcomes.push(...(await grantOutcomes(`https://${where}`, bodyFormat)))
  }
}
console.log(outcomes.join())
// The second HTTP client that simple-oauth2 would bring, and the parts that log.
const modules = Object.keys(createRequire(import.meta.url).cache)
console.log(modules.filter((path) => /wreck|simple-oauth2.lib.client/.test(path)).length)
door.close()
server.close()
