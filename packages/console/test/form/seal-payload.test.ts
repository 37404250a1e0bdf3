import { sealingKeys } from '@connform/vault/sealing'
import { describe, expect, it } from 'vitest'
import { createApiClient } from '../../src/api/api-client.ts'
import { sealPayload } from '../../src/form/save/seal-payload.ts'
import { json, localServer } from '../support/local-server.ts'

const CANARY = 'canary-of-the-sealed-field'
const secrets = new Set(['accessToken', 'clientSecret'])
const payload = { name: 'Shop', accessToken: CANARY, clientSecret: null }
const definition = 'example'

async function serverWithKey(status = 200) {
  const keys = sealingKeys()
  const server = await localServer((_, response) => {
    json(response, status, status === 200 ? keys.issue('session-1') : { code: 'x' })
  })
  return { keys, server, api: createApiClient({ baseUrl: server.url }) }
}

describe('what is sent', () => {
  it('holds secrets that the server alone can open, for this session, definition, field and connection', async () => {
    const { keys, server, api } = await serverWithKey()
    const sealed = await sealPayload(api, payload, { definition, connection: 'c1', secrets, isSecure: false })
    expect(sealed).toEqual({
      name: 'Shop',
      accessToken: { sealed: expect.stringMatching(/^sealed1\./) },
      clientSecret: null,
    })
    expect(JSON.stringify(sealed)).not.toContain(CANARY)
    expect(server.seen.map((request) => request.url)).toEqual(['/sealing-key?definition=example'])
    const { sealed: envelope } = sealed['accessToken'] as { readonly sealed: string }
    const place = { session: 'session-1', definition, field: 'accessToken', connection: 'c1' }
    const opened = await keys.openField(envelope, place)
    expect(opened.reveal()).toBe(CANARY)
  })

  it('goes as it is where the server has no key and the way is encrypted', async () => {
    const { api } = await serverWithKey(404)
    expect(await sealPayload(api, payload, { definition, secrets, isSecure: true })).toEqual(payload)
  })

  it('is not sent where neither is so', async () => {
    const { api } = await serverWithKey(404)
    await expect(sealPayload(api, payload, { definition, secrets, isSecure: false })).rejects.toMatchObject({
      code: 'insecure_page',
    })
  })

  it('waits for no key where nothing secret was typed', async () => {
    const { server, api } = await serverWithKey(500)
    const open = { name: 'Shop', clientSecret: null }
    expect(await sealPayload(api, open, { definition, secrets, isSecure: false })).toEqual(open)
    expect(server.seen).toEqual([])
  })

  it('is not sent unsealed because the key could not be had', async () => {
    const { api } = await serverWithKey(500)
    await expect(sealPayload(api, payload, { definition, secrets, isSecure: true })).rejects.toMatchObject({
      status: 500,
    })
  })
})
