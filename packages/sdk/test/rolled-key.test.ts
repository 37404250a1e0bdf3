import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

const DAY_MS = 24 * 60 * 60 * 1000

test('a secret that another process sealed under a newer data key opens at the first try', async () => {
  const { open, sandbox } = await bench()
  const early = await open({ clock: () => new Date('2026-01-01T00:00:00Z') })
  const first = await early.connections.create('bigcommerce-rest', tokenForm(sandbox))
  expect(first.ok).toBe(true)

  const later = await open({ clock: () => new Date(Date.parse('2026-01-01T00:00:00Z') + 31 * DAY_MS) })
  const second = await later.connections.create('bigcommerce-rest', tokenForm(sandbox))
  if (!second.ok) throw new Error('The second connection was not saved.')
  expect((await later.keys.status()).dataKeys.map(({ state }) => state).sort()).toEqual(['active', 'retired'])

  expect(await early.connections.test(second.connection.id)).toMatchObject({ ok: true })
})

test('a short-lived process sets few seals aside', async () => {
  const { open, sandbox, keyFile } = await bench()
  const connform = await open({ keys: { file: keyFile, sealsPerLease: 64 } })
  await connform.connections.create('bigcommerce-rest', tokenForm(sandbox))
  expect((await connform.keys.status()).dataKeys).toMatchObject([{ state: 'active', uses: 64 }])
})
