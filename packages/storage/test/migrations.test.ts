import { DatabaseSync } from 'node:sqlite'
import { inspect } from 'node:util'
import { connectionRecord, grantRecord, oauthClientRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { makeFirstDatabase } from './support/first-migration.ts'
import { testFolder } from './support/folder.ts'
import { inProcess } from './support/processes.ts'

const at = testFolder()

const kept = (id: string, values: Record<string, unknown>) =>
  connectionRecord({
    id,
    name: 'Bäckerei',
    status: 'failing',
    values,
    secretFields: { token: '2026-01-02T00:00:00.000Z' },
    sealed: 'header..iv.ciphertext.tag',
    keyId: 'key-1',
    revision: 4,
    updatedAt: '2026-01-03T00:00:00.000Z',
  })

function schemaOf(path: string): unknown {
  const database = new DatabaseSync(path)
  // A statement is kept the way it was written, so the case and the spaces of it say nothing.
  const rows = database.prepare('select type, name, sql from sqlite_schema order by type, name').all()
  const version = database.prepare('pragma user_version').get()
  const integrity = database.prepare('pragma integrity_check').get()
  database.close()
  return {
    rows: rows.map(({ type, name, sql }) => [type, name, String(sql).toLowerCase().replaceAll(/\s+/g, ' ')]),
    version,
    integrity,
  }
}

describe('a database of the first migration', () => {
  it('opens and keeps its connections and keys, without a grant', async () => {
    const path = at('rows.db')
    makeFirstDatabase(path, [
      { id: 'a', values: '{"host":"example.com"}' },
      { id: 'b', values: '{}' },
    ])
    for (let opening = 0; opening < 2; opening += 1) {
      const store = await openStore(`sqlite:${path}`)
      expect(await store.connections.list('one', { limit: 10, search: 'bäck' })).toEqual([
        kept('a', { host: 'example.com' }),
        kept('b', {}),
      ])
      expect(await store.dataKeys.list('one')).toEqual([
        {
          tenant: 'one',
          keyId: 'key-1',
          wrapped: 'wrapped',
          state: 'active',
          uses: 7,
          createdAt: '2026-01-01T00:00:00.000Z',
        },
      ])
      await store.close()
    }
  })

  it('gives its connections what came later: a grant, a lease, the OAuth client they name', async () => {
    const path = at('later.db')
    makeFirstDatabase(path, [
      { id: 'a', values: '{"oauthClient":"client"}' },
      { id: 'b', values: '{"oauthClient":7}' },
    ])
    const store = await openStore(`sqlite:${path}`)
    const lease = { holder: 'x', now: '2026-01-04T00:00:00.000Z', until: '2026-01-04T00:01:00.000Z' }
    expect(await store.connections.leaseGrant({ tenant: 'one', id: 'a' }, lease)).toBe(true)
    expect(await store.connections.replaceGrant({ tenant: 'one', id: 'a' }, null, grantRecord({ sealed: 'x' }))).toBe(
      true,
    )
    const record = { ...kept('a', { oauthClient: 'client' }), grant: grantRecord({ sealed: 'x' }) }
    expect(await store.connections.list('one', { oauthClient: 'client', limit: 10 })).toEqual([record])
    expect(await store.connections.list('one', { oauthClient: '7', limit: 10 })).toEqual([])
    await store.oauthClients.insert(oauthClientRecord())
    expect(await store.oauthClients.removeUnused('one', 'client')).toBe(false)
    await store.close()
  })

  it('ends with the tables of a database made from nothing', async () => {
    makeFirstDatabase(at('old.db'), [{ id: 'a', values: '{}' }])
    for (const name of ['old.db', 'nothing.db']) await (await openStore(`sqlite:${at(name)}`)).close()
    expect(schemaOf(at('old.db'))).toEqual(schemaOf(at('nothing.db')))
    expect(schemaOf(at('old.db'))).toMatchObject({
      version: { user_version: 2 },
      integrity: { integrity_check: 'ok' },
    })
  })

  it('opens although one of its rows is damaged, which alone cannot be read', async () => {
    const path = at('damaged.db')
    makeFirstDatabase(path, [
      { id: 'a', values: '{"token":"canary-61' },
      { id: 'b', values: '{}' },
    ])
    const store = await openStore(`sqlite:${path}`)
    expect(await store.connections.get('one', 'b')).toEqual(kept('b', {}))
    const error = await store.connections.get('one', 'a').catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'ERR_STORE', message: expect.stringContaining('is damaged') })
    expect(inspect(error)).not.toContain('canary-61')
    await store.close()
  })

  it('is changed once when many processes open it at once', async () => {
    const path = at('many.db')
    makeFirstDatabase(path, [{ id: 'a', values: '{"oauthClient":"client"}' }])
    const body = `
      const store = await openStore(url)
      const named = await store.connections.list('one', { oauthClient: 'client', limit: 10 })
      await store.close()
      console.log(named.map(({ id }) => id).join())`
    const answers = await Promise.all(Array.from({ length: 6 }, () => inProcess(`sqlite:${path}`, body)))
    expect(answers).toEqual(Array(6).fill('a'))
  }, 60_000)
})
