import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizedConnection, CALLBACK } from '../support/authorize.ts'
import { type Bench, bench } from '../support/bench.ts'
import { GOOD, OTHER } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { readRows } from '../support/read-rows.ts'

/** An authorised connection, and messages about the app it was authorised for. */
async function installed(at: Bench, clock = movingClock()) {
  const connform = await at.open({ clock })
  const id = await authorizedConnection(connform, at.sandbox)
  const [client] = await connform.oauthClients.list()
  const { clientId = '' } = client ?? {}
  type Payload = Parameters<typeof at.sandbox.signedPayload>[0]
  const payload = (options: Partial<Payload> = {}) => at.sandbox.signedPayload({ clientId, hash: GOOD, ...options })
  return { ...connform, id, clientId, payload, options: { client: client?.id ?? '' } }
}

test.each(['HS256', 'HS512'] as const)(
  'a message signed with %s is believed, and names its connection',
  async (algorithm) => {
    const clock = movingClock()
    const at = await bench({ clock })
    const { oauth, id, payload, options } = await installed(at, clock)
    for (const event of ['load', 'remove_user'] as const) {
      expect(await oauth.handleEvent(event, payload({ kind: event, algorithm }), options)).toMatchObject({
        ok: true,
        event,
        connections: [{ id, status: 'active' }],
      })
    }
  },
)

test('a message about a store without a connection names none', async () => {
  const clock = movingClock()
  const at = await bench({ clock })
  const { oauth, payload, options } = await installed(at, clock)
  const result = await oauth.handleEvent('load', payload({ hash: OTHER }), options)
  expect(result).toEqual({ ok: true, event: 'load', connections: [] })
})

test.each([
  ['alg-none', 'payload_unreadable'],
  ['wrong-signature', 'payload_not_signed'],
  ['other-audience', 'payload_other_app'],
  ['expired', 'payload_expired'],
  ['not-yet-valid', 'payload_early'],
] as const)('a message with the flaw %s is refused and changes nothing', async (flaw, code) => {
  const clock = movingClock()
  const at = await bench({ clock })
  const { oauth, payload, options } = await installed(at, clock)
  const before = readRows(at.file)
  const result = await oauth.handleEvent('uninstall', payload({ kind: 'uninstall', flaw }), options)
  expect(result).toMatchObject({ ok: false, issues: [{ code, severity: 'error' }] })
  expect(readRows(at.file)).toEqual(before)
})

test('other ways to break a message are refused too', async () => {
  const clock = movingClock()
  const at = await bench({ clock })
  const { oauth, payload, options, clientId } = await installed(at, clock)
  const before = readRows(at.file)
  const good = payload({ kind: 'uninstall' })
  const [header = '', claims = '', signature = ''] = good.split('.')
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const secret = at.sandbox.apps[0]?.clientSecret ?? ''
  const signed = (head: object, body: object, hash = 'sha256') => {
    const text = `${encoded(head)}.${encoded(body)}`
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`
  }
  const body = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  const broken = [
    '',
    'not a payload',
    `${header}.${claims}.`,
    `${header}.${claims}`,
    `${header}.${claims}.${signature.slice(0, -4)}`,
    `${encoded({ alg: 'HS512' })}.${claims}.${signature}`,
    signed({ alg: 'HS384' }, body, 'sha384'),
    signed({ alg: 'none' }, body),
    signed({ alg: 'RS256' }, body),
    signed({ alg: 'HS256' }, { ...body, exp: undefined }),
    signed({ alg: 'HS256' }, { ...body, exp: '9999999999' }),
    signed({ alg: 'HS256' }, { ...body, aud: [clientId] }),
    signed({ alg: 'HS256' }, { ...body, sub: `stores/${GOOD}/../${OTHER}` }),
    signed({ alg: 'HS256' }, { ...body, sub: undefined }),
  ]
  for (const text of broken) expect(await oauth.handleEvent('uninstall', text, options)).toMatchObject({ ok: false })
  expect(readRows(at.file)).toEqual(before)
  // The signature of the helper above is a real one.
  expect(await oauth.handleEvent('load', signed({ alg: 'HS256' }, body), options)).toMatchObject({ ok: true })
})

test('clocks may differ by ten seconds, not by eleven', async () => {
  const clock = movingClock()
  const at = await bench()
  const { oauth, payload, options } = await installed(at, clock)
  const now = clock().getTime() / 1000
  const outcome = async (claims: Record<string, number>) =>
    (await oauth.handleEvent('load', payload({ claims }), options)).ok
  expect(await outcome({ nbf: now - 100, exp: now - 10 })).toBe(true)
  expect(await outcome({ nbf: now - 100, exp: now - 11 })).toBe(false)
  expect(await outcome({ nbf: now + 10, exp: now + 100 })).toBe(true)
  expect(await outcome({ nbf: now + 11, exp: now + 100 })).toBe(false)
})

test('an uninstalled app marks its connection and forgets the token; an installation brings it back', async () => {
  const clock = movingClock()
  const at = await bench({ clock })
  const { oauth, connections, id, payload, options, clientId, client } = await installed(at, clock)
  expect(await oauth.handleEvent('uninstall', payload({ kind: 'uninstall' }), options)).toMatchObject({
    ok: true,
    connections: [{ id, status: 'uninstalled' }],
  })
  expect(readRows(at.file)).toMatchObject([{ grant_sealed: null, grant_scopes: null }])
  at.sandbox.forgetRequests()
  await expect(client(id).request('GET', '/v2/store')).rejects.toMatchObject({
    code: 'ERR_GRANT_REFUSED',
    message: expect.stringContaining('uninstalled'),
  })
  expect(await connections.test(id)).toMatchObject({ ok: false })
  expect(await connections.get(id)).toMatchObject({ status: 'uninstalled' })
  expect(at.sandbox.requests()).toEqual([])

  const { query } = at.sandbox.startInstall({ clientId, hash: GOOD })
  expect(await oauth.handleInstall({ ...query }, { ...options, redirectUri: CALLBACK })).toMatchObject({
    ok: true,
    connection: { id, status: 'active' },
  })
})

test('an uninstallation and a rename at the same time lose neither', async () => {
  const clock = movingClock()
  const at = await bench({ clock })
  const { oauth, connections, id, payload, options } = await installed(at, clock)
  const [event, edit] = await Promise.allSettled([
    oauth.handleEvent('uninstall', payload({ kind: 'uninstall' }), options),
    connections.update(id, { name: 'Renamed' }),
  ])
  expect(event).toMatchObject({ status: 'fulfilled', value: { ok: true } })
  const { name, status } = await connections.get(id)
  expect([name, status]).toEqual([edit.status === 'fulfilled' ? 'Renamed' : 'Production', 'uninstalled'])
})

test('a kind of connection whose provider sends no messages says so', async () => {
  const at = await bench()
  const { oauth, oauthClients } = await at.open()
  const { clientId, clientSecret } = at.sandbox.apps[0] ?? { clientId: '', clientSecret: '' }
  const saved = await oauthClients.create('akeneo-pim', { name: 'App', clientId, clientSecret })
  const client = saved.ok ? saved.client.id : ''
  await expect(oauth.handleEvent('load', 'a.b.c', { client })).rejects.toMatchObject({ code: 'ERR_UNSUPPORTED' })
  await expect(oauth.handleInstall({ code: 'x' }, { client, redirectUri: CALLBACK })).rejects.toMatchObject({
    code: 'ERR_UNSUPPORTED',
  })
})
