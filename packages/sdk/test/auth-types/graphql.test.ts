import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { customForm, GOOD, savedIn, storefrontForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'

const GRAPHQL = 'bigcommerce-graphql'
const QUERY = 'query { site { settings { storeHash } } }'
const answered = { status: 200, errors: [], data: { site: { settings: { storeHash: GOOD } } } }

test('GraphQL Custom goes from create to remove', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const { connections } = connform
  const created = savedIn(await connections.create(GRAPHQL, customForm(sandbox)))
  expect(created).toMatchObject({
    authType: 'custom',
    status: 'active',
    notices: [],
    derived: { baseUrl: `https://store-${GOOD}.mybigcommerce.com` },
  })
  const { id } = created
  expect(await connections.test(id)).toMatchObject({ ok: true, account: { name: 'Cedar & Canvas' } })
  const client = connform.client(id)
  expect(await client.graphql(QUERY)).toMatchObject(answered)
  expect(sandbox.issued()).toHaveLength(1)

  // A minute before its end it is due, and the next call signs with another one.
  clock.move({ seconds: 86_400 - 59 })
  expect(await client.graphql(QUERY)).toMatchObject(answered)
  expect(sandbox.issued()).toHaveLength(2)

  expect(await connections.update(id, { scopes: ['Unauthenticated', 'Customer'] })).toMatchObject({ ok: true })
  expect(sandbox.issued().map(({ scopes, revoked }) => [scopes.length, revoked])).toEqual([
    [1, false],
    [1, true],
    [2, false],
  ])
  expect(await client.graphql(QUERY)).toMatchObject(answered)

  expect(await connections.remove(id)).toEqual({ revoked: true, restorableUntil: expect.any(String) })
  expect(sandbox.issued().at(-1)).toMatchObject({ revoked: true })
})

test('GraphQL Token, made while that was allowed, goes from test to remove', async () => {
  const clock = movingClock('2026-06-01T00:00:00Z')
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const { connections } = connform
  const token = sandbox.issueStorefrontToken({ hash: GOOD })
  const { id } = savedIn(await connections.create(GRAPHQL, storefrontForm(token)))
  expect(sandbox.issued()).toHaveLength(1)

  clock.move({ seconds: 60 * 86_400 })
  expect(await connections.test(id)).toMatchObject({ ok: true })
  expect(await connform.client(id).graphql(QUERY)).toMatchObject(answered)
  expect((await connections.get(id)).notices).toMatchObject([{ effect: 'refuse-new', endsOn: '2027-03-31' }])

  const renewed = sandbox.issueStorefrontToken({ hash: GOOD, issuedAt: new Date('2026-06-30T00:00:00Z') })
  const edited = await connections.update(id, { accessToken: renewed })
  expect(edited).toMatchObject({ ok: true, issues: [{ severity: 'warning', code: 'notice' }] })
  expect(await connections.remove(id)).toEqual({ restorableUntil: expect.any(String) })
})

test('a GraphQL Token cannot be created today, and the refusal says why, and what to do', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const { connections } = await open({ clock })
  const issuedAt = new Date('2026-06-01T00:00:00Z')
  const form = storefrontForm(sandbox.issueStorefrontToken({ hash: GOOD, issuedAt }))
  expect(await connections.create(GRAPHQL, form)).toMatchObject({
    ok: false,
    issues: [
      {
        path: ['authType'],
        code: 'refused_by_notice',
        message: expect.stringContaining('30 June 2026'),
        hint: expect.stringContaining('Custom'),
      },
    ],
  })
  expect(sandbox.requests()).toEqual([])
})
