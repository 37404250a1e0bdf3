import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { savedIn } from './support/forms.ts'

const KIND = 'bigcommerce-graphql'

// BigCommerce refuses storefront tokens made after 30 June 2026 from servers; older ones work until 31 March 2027.
// https://developer.bigcommerce.com/docs/start/authentication/graphql-storefront
const allowed = () => new Date('2026-06-30T23:59:59.999Z')
const refused = () => new Date('2026-07-01T00:00:00.000Z')
const lastDay = () => new Date('2027-03-31T23:59:59.999Z')

const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url')
const token = `${part({ alg: 'ES256' })}.${part({ cid: 1, iss: 'BC', sub: 1, eat: 1_900_000_000 })}.c2lnbmF0dXJl`
const form = { name: 'Shop', subdomain: 'cedar', authType: 'token', storeHash: 'ci4bzn8adz', accessToken: token }

test('a kind of connection that may no longer be made is refused from its day on, before anything is asked', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open({ clock: refused })
  const result = await connections.create(KIND, form)
  expect(result).toMatchObject({
    ok: false,
    issues: [{ path: ['authType'], code: 'refused_by_notice', hint: expect.stringContaining('Custom') }],
  })
  expect(sandbox.requests()).toEqual([])
})

test('one that was saved before is shown with the notice, and an edit warns', async () => {
  const { open } = await bench()
  const before = await open({ clock: allowed })
  const created = await before.connections.create(KIND, form, { verify: 'skip' })
  expect(created).toMatchObject({ ok: true, issues: [{ code: 'notice', severity: 'warning' }] })
  const { id } = savedIn(created)

  for (const clock of [refused, lastDay]) {
    const { connections } = await open({ clock })
    const [notice] = (await connections.get(id)).notices
    expect(notice).toMatchObject({ effect: 'refuse-new', endsOn: '2027-03-31', action: expect.any(String) })
    const renamed = await connections.update(id, { name: `Shop ${clock().toISOString()}` })
    expect(renamed).toMatchObject({ ok: true, issues: [{ code: 'notice', severity: 'warning' }] })
  }
})

test('moments are those of the clock that was handed in', async () => {
  const { open } = await bench()
  const { connections } = await open({ clock: allowed })
  const { createdAt } = savedIn(await connections.create(KIND, form, { verify: 'skip' }))
  expect(createdAt).toBe('2026-06-30T23:59:59.999Z')
})
