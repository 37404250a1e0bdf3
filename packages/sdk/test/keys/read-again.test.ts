import { openStore } from '@connform/storage'
import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { pimForm, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { asked } from '../support/sandbox-requests.ts'

const TOKEN = '/api/oauth/v1/token'
const CHANNELS = '/api/rest/v1/channels'

describe.each(databases)('on $name', (database) => {
  test('a renewal during which the keys are rotated and the old one is destroyed stores its token all the same', async () => {
    const clock = movingClock()
    const at = await bench({ clock }, database)
    const [connform, other] = [await at.open({ clock }), await at.open({ clock })]
    const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
    expect(await other.connections.get(id)).toMatchObject({ id })
    clock.move({ seconds: 3600 })
    at.sandbox.forgetRequests()
    at.sandbox.setFault('pim.example.com', { kind: 'slow', delayMs: 400 }, { path: TOKEN })
    const calling = connform.client(id).request('GET', CHANNELS)
    await asked(at.sandbox, TOKEN)
    expect(await other.keys.rotate()).toMatchObject({ remaining: 0, destroyed: [expect.any(String)] })
    expect(await calling).toMatchObject({ ok: true })
    // The token that was issued meanwhile is the one that is stored.
    expect(await other.client(id).request('GET', CHANNELS)).toMatchObject({ ok: true })
    expect(at.sandbox.requests().filter(({ path }) => path.endsWith(TOKEN))).toHaveLength(1)
  })

  test('a test that reads a connection just before its key is destroyed opens what the sweep sealed anew', async () => {
    const at = await bench({}, database)
    const connform = await at.open()
    const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(at.sandbox)))
    const other = await at.open()
    for (let round = 0; round < 10; round += 1) {
      const [result] = await Promise.all([connform.connections.test(id), other.keys.rotate()])
      expect(result).toMatchObject({ ok: true })
    }
    const store = await openStore(at.database)
    expect(await store.dataKeys.list('default')).toHaveLength(1)
    await store.close()
  })
})
