import { createHmac } from 'node:crypto'
import { type Sandbox, startSandbox } from '@connform/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJwt } from './support.ts'

// https://developer.bigcommerce.com/docs/integrations/apps/guide/callbacks

const NOW = new Date('2026-11-01T12:00:00Z')
const seconds = NOW.getTime() / 1000
const hash = 'ci4bzn8adz'

let sandbox: Sandbox
let clientId: string
let clientSecret: string

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => NOW })
  const [app] = sandbox.apps
  clientId = app?.clientId ?? ''
  clientSecret = app?.clientSecret ?? ''
})
afterAll(() => sandbox.close())

const signatureOf = (signed: string, digest: string) =>
  createHmac(digest, clientSecret).update(signed).digest('base64url')

test('a payload has the documented claims and the client secret’s signature', () => {
  const { header, claims, signature, signed } = readJwt(sandbox.signedPayload({ clientId, hash }))
  expect(header).toEqual({ typ: 'JWT', alg: 'HS256' })
  expect(signature).toBe(signatureOf(signed, 'sha256'))
  expect(claims).toEqual({
    aud: clientId,
    iss: 'bc',
    iat: seconds,
    nbf: seconds - 5,
    exp: seconds - 5 + 86_400,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    sub: `stores/${hash}`,
    user: { id: expect.any(Number), email: 'jane.doe@example.com', locale: 'en-US' },
    owner: { id: expect.any(Number), email: 'jane.doe@example.com' },
    url: '/',
    channel_id: null,
  })
})

test('a user who is removed is not the owner', () => {
  const { claims } = readJwt(sandbox.signedPayload({ clientId, hash, kind: 'remove_user' }))
  expect(claims.user.id).not.toBe(claims.owner.id)
})

test('HS512 and claims of one’s own can be had', () => {
  const jwt = sandbox.signedPayload({ clientId, hash, algorithm: 'HS512', claims: { channel_id: 7, url: '/orders' } })
  const { header, claims, signature, signed } = readJwt(jwt)
  expect(header.alg).toBe('HS512')
  expect(signature).toBe(signatureOf(signed, 'sha512'))
  expect(claims).toMatchObject({ channel_id: 7, url: '/orders' })
})

test('each flaw is the one that was asked for', () => {
  const flawed = (flaw: Parameters<Sandbox['signedPayload']>[0]['flaw'] & string) =>
    readJwt(sandbox.signedPayload({ clientId, hash, flaw }))
  const wrong = flawed('wrong-signature')
  expect(wrong.signature).not.toBe(signatureOf(wrong.signed, 'sha256'))
  expect(flawed('expired').claims.exp).toBe(seconds - 3600)
  expect(flawed('not-yet-valid').claims.nbf).toBe(seconds + 3600)
  expect(flawed('other-audience').claims.aud).not.toBe(clientId)
  expect(flawed('alg-none')).toMatchObject({ header: { alg: 'none' }, signature: '' })
})

test('nothing is signed for an app or a store that is not there', () => {
  expect(() => sandbox.signedPayload({ clientId: 'nosuchclient', hash })).toThrow(TypeError)
  expect(() => sandbox.signedPayload({ clientId, hash: 'nosuchhash' })).toThrow(TypeError)
})
