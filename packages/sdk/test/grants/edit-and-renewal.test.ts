import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { customForm, PIM, pimForm, savedIn } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { asked, grantsAsked } from '../support/sandbox-requests.ts'

const TOKEN = '/api/oauth/v1/token'
const CHANNELS = '/api/rest/v1/channels'
const LIMITED = 'limited.pim.example.com'

/** A connection to a PIM whose token has ended and whose token endpoint takes its time. */
async function ended() {
  const clock = movingClock()
  const at = await bench({ clock })
  const [connform, other] = [await at.open({ clock }), await at.open({ clock })]
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
  clock.move({ seconds: 3600 })
  at.sandbox.forgetRequests()
  at.sandbox.setFault(PIM, { kind: 'slow', delayMs: 300 }, { path: TOKEN })
  return { ...at, clock, id, other, call: () => connform.client(id).request('GET', CHANNELS) }
}

test('a rename during a renewal keeps both the name and the token', async () => {
  const { call, id, other, sandbox } = await ended()
  const calling = call()
  await asked(sandbox, TOKEN)
  expect(savedIn(await other.connections.update(id, { name: 'Renamed' }))).toMatchObject({ revision: 2 })
  expect(await calling).toMatchObject({ ok: true })
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
  expect(await other.connections.get(id)).toMatchObject({ name: 'Renamed', revision: 2 })
})

test('an edit of the credentials during a renewal wins, and its token signs from then on', async () => {
  const { call, id, other, sandbox } = await ended()
  const calling = call()
  await asked(sandbox, TOKEN)
  const { password } = pimForm(sandbox)
  expect(await other.connections.update(id, { password })).toMatchObject({ ok: true })
  expect(await calling).toMatchObject({ ok: true })
  sandbox.forgetRequests()
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual([])
})

test('a removal during a renewal is not undone by it', async () => {
  const { call, id, other, sandbox } = await ended()
  const calling = call().catch((error: unknown) => error)
  await asked(sandbox, TOKEN)
  await other.connections.remove(id)
  await calling
  await expect(other.connections.get(id)).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
})

test('a token goes nowhere but to the host it was stored with', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const [connform, other] = [await open({ clock }), await open({ clock })]
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox)))
  sandbox.revoke(sandbox.issued().find(({ kind }) => kind === 'pim-access')?.token ?? '')
  // The refusal arrives only after the connection has moved to another PIM.
  sandbox.setFault(PIM, { kind: 'slow', delayMs: 500 }, { path: CHANNELS })
  sandbox.forgetRequests()
  const calling = connform.client(id).request('GET', CHANNELS)
  await asked(sandbox, CHANNELS)
  sandbox.forgetRequests()
  expect(await other.connections.update(id, pimForm(sandbox, LIMITED))).toMatchObject({ ok: true })
  expect(await calling).toMatchObject({ ok: true })
  expect(new Set(sandbox.requests().map(({ host }) => host))).toEqual(new Set([LIMITED]))
})

test('of two edits at once one is refused, and the token that was issued for it is taken back', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const [connform, other] = [await open({ clock }), await open({ clock })]
  const { id } = savedIn(await connform.connections.create('bigcommerce-graphql', customForm(sandbox)))
  const edit = (scope: string) => ({ scopes: ['Unauthenticated', scope] })
  const results = await Promise.allSettled([
    connform.connections.update(id, edit('Customer')),
    other.connections.update(id, edit('B2B')),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const alive = sandbox.issued().filter(({ revoked }) => !revoked)
  expect(alive).toHaveLength(1)
  expect(alive[0]?.scopes).toEqual((await connform.connections.get(id)).values['scopes'])
})

test('a token that a renewal brought while the edit was tested is taken back with the others', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const [connform, other] = [await open({ clock }), await open({ clock })]
  const { id } = savedIn(await connform.connections.create('bigcommerce-graphql', customForm(sandbox)))
  clock.move({ seconds: 86_400 })
  const result = await connform.connections.update(
    id,
    { scopes: ['Unauthenticated', 'B2B'] },
    {
      onStep: async ({ state }) => {
        if (state === 'started') await other.client(id).graphql('query { __typename }')
      },
    },
  )
  expect(result).toMatchObject({ ok: true })
  expect(sandbox.issued().map(({ scopes, revoked, expired }) => [scopes.length, revoked || expired])).toEqual([
    [1, true],
    [2, false],
    [1, true],
  ])
})
