import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Secret } from '@connform/core'
import { createTransport } from '@connform/transport'
import { transitKey } from '@connform/vault'
import { expect, it, onTestFinished } from 'vitest'

const context = { tenant: 'one', keyId: 'AAAAAAAAAAAAAAAAAAAAAA' }

/** A Transit engine that hides nothing: the ciphertext is the plaintext. It is sealed for its first requests. */
async function startEngine(sealedFor: number) {
  const seen: { method: string; url: string; token: unknown; body: Record<string, string> }[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text)
    seen.push({ method: request.method ?? '', url: request.url ?? '', token: request.headers['x-vault-token'], body })
    const isSealed = seen.length <= sealedFor
    response.writeHead(isSealed ? 503 : 200, { 'content-type': 'application/json' })
    const data = body.plaintext
      ? { ciphertext: `vault:v1:${body.plaintext}` }
      : { plaintext: body.ciphertext?.slice(9) }
    response.end(JSON.stringify(isSealed ? { errors: ['Vault is sealed'] } : { data }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { seen, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it('wraps and unwraps through the one door, which sends again what a sealed server did not take', async () => {
  const { seen, base } = await startEngine(1)
  const transport = createTransport({ hosts: { 'vault.example.com': base } })
  onTestFinished(() => transport.close())
  const token = new Secret('s.token')
  const key = transitKey({ http: transport.request, url: 'https://vault.example.com', keyName: 'app', token })
  const dataKey = randomBytes(32)
  const wrapped = await key.wrap(dataKey, context)
  expect(Buffer.from(await key.unwrap(wrapped, context)).equals(dataKey)).toBe(true)
  const encrypt = { method: 'PUT', url: '/v1/transit/encrypt/app', token: 's.token' }
  expect(seen).toMatchObject([encrypt, encrypt, { ...encrypt, url: '/v1/transit/decrypt/app' }])
})

it('sends nothing to an address the door does not lead to', async () => {
  const { seen, base } = await startEngine(0)
  const transport = createTransport()
  onTestFinished(() => transport.close())
  const key = transitKey({ http: transport.request, url: base, keyName: 'app', token: new Secret('s.token') })
  await expect(key.wrap(randomBytes(32), context)).rejects.toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
  expect(seen).toEqual([])
})
