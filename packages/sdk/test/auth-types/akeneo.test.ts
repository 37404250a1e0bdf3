import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { PIM, pimForm, savedIn } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'

const KIND = 'akeneo-pim'
const CHANNELS = '/api/rest/v1/channels'

test('Akeneo PIM goes from create to remove', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const { connections } = connform
  const created = savedIn(await connections.create(KIND, pimForm(sandbox)))
  expect(created).toMatchObject({ authType: 'none', status: 'active', derived: { baseUrl: `https://${PIM}` } })
  const { id } = created
  expect(await connections.test(id)).toMatchObject({ ok: true })
  const client = connform.client(id)
  expect(await client.request('GET', CHANNELS)).toMatchObject({
    ok: true,
    data: { _embedded: { items: [{}, {}, {}] } },
  })

  clock.move({ seconds: 3600 - 59 })
  expect(await client.request('GET', CHANNELS)).toMatchObject({ ok: true })
  expect(grants(sandbox)).toEqual(['password', 'refresh_token'])

  sandbox.changePim(PIM, { password: 'another-canary-password' })
  const edited = await connections.update(id, { password: 'another-canary-password' })
  expect(savedIn(edited)).toMatchObject({ status: 'active' })
  expect(await client.request('GET', CHANNELS)).toMatchObject({ ok: true })
  expect(await connections.remove(id)).toEqual({ restorableUntil: expect.any(String) })
})

test('a wrong password is refused when the connection is made, and nothing is stored', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const result = await connections.create(KIND, { ...pimForm(sandbox), password: 'not-the-password' })
  expect(result).toMatchObject({ ok: false, issues: [{ code: 'bad_credentials' }], test: { httpStatus: 422 } })
  expect((await connections.list()).connections).toEqual([])
})

test('the lists of a PIM are options, all pages of them', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const { id } = savedIn(await connections.create(KIND, pimForm(sandbox)))
  const valuesOf = async (source: string) => (await connections.options(id, source)).map(({ value }) => value)
  expect(await valuesOf('locales')).toEqual(['de_DE', 'en_US', 'fr_FR'])
  expect(await valuesOf('channels')).toEqual(['ecommerce', 'mobile', 'print'])
  expect(await valuesOf('currencies')).toEqual(['EUR', 'USD'])
  expect(await valuesOf('categories')).toHaveLength(129)
  await expect(connections.options(id, 'local')).rejects.toMatchObject({
    code: 'ERR_OPTION_INVALID',
    hint: 'Did you mean locales?',
  })
})

const grants = (sandbox: Awaited<ReturnType<typeof bench>>['sandbox']) =>
  sandbox
    .requests()
    .map(({ grantType }) => grantType)
    .filter((grant) => grant !== null)
