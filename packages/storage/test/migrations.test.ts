import { DatabaseSync } from 'node:sqlite'
import { inspect } from 'node:util'
import type { ConnectionQuery } from '@connform/core'
import { authorizationRecord, connectionRecord, grantRecord, oauthClientRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { makeFirstDatabase } from './support/first-migration.ts'
import { testFolder } from './support/folder.ts'
import { inProcess } from './support/processes.ts'
import { makeSecondDatabase } from './support/second-migration.ts'

const at = testFolder()

const kept = (id: string, values: Record<string, unknown>) =>
  connectionRecord({
    id,
    name: 'Bäckerei',
    status: 'failing',
    values,
    searchTerms: Object.entries(values).flatMap(([field, value]) =>
      typeof value === 'string' && field !== 'oauthClient' ? [value] : [],
    ),
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
      const { connections } = await store.connections.list('one', { limit: 10, search: 'bäck' })
      expect(connections.map(({ id }) => id)).toEqual(['a', 'b'])
      expect(await store.connections.get('one', 'a')).toEqual(kept('a', { host: 'example.com' }))
      expect(await store.connections.get('one', 'b')).toEqual(kept('b', {}))
      expect(await store.dataKeys.list('one')).toEqual([
        {
          tenant: 'one',
          keyId: 'key-1',
          wrapped: 'wrapped',
          wrappedBy: '',
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
    expect(await store.connections.get('one', 'a')).toEqual(record)
    const naming = async (oauthClient: string) =>
      (await store.connections.list('one', { oauthClient, limit: 10 })).connections.map(({ id }) => id)
    expect(await naming('client')).toEqual(['a'])
    expect(await naming('7')).toEqual([])
    await store.oauthClients.insert(oauthClientRecord())
    expect(await store.oauthClients.removeUnused('one', 'client')).toBe(false)
    await store.close()
  })

  it('ends with the tables of a database made from nothing', async () => {
    makeFirstDatabase(at('old.db'), [{ id: 'a', values: '{}' }])
    for (const name of ['old.db', 'nothing.db']) await (await openStore(`sqlite:${at(name)}`)).close()
    expect(schemaOf(at('old.db'))).toEqual(schemaOf(at('nothing.db')))
    expect(schemaOf(at('old.db'))).toMatchObject({
      version: { user_version: 5 },
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
      const { connections: named } = await store.connections.list('one', { oauthClient: 'client', limit: 10 })
      await store.close()
      console.log(named.map(({ id }) => id).join())`
    const answers = await Promise.all(Array.from({ length: 6 }, () => inProcess(`sqlite:${path}`, body)))
    expect(answers).toEqual(Array(6).fill('a'))
  }, 60_000)
})

describe('a database of the second migration', () => {
  const grant = grantRecord({ sealed: 'header..iv.grant.tag', keyId: 'key-1' })
  // As a vault of that time wrapped a key: the id of the key-encryption key stands in the header.
  const header = Buffer.from('{"alg":"dir","enc":"A256GCM","kid":"kek-7","cty":"jwk+json","tid":"one"}')
  const wrapped = `${header.toString('base64url')}..iv.ciphertext.tag`
  const rows = `
    update connections set oauth_client = 'client',
      grant_sealed = '${grant.sealed}', grant_key_id = '${grant.keyId}', grant_expires_at = '${grant.expiresAt}',
      grant_scopes = '["read","write"]', grant_issued_at = '${grant.issuedAt}',
      last_test = '{"ok":false,"cause":"expired","message":"","hints":[],"durationMs":1,"testedAt":"2026-01-02"}'
      where id = 'a';
    update connections set grant_lease_holder = 'x', grant_lease_until = '2026-01-05T00:00:00.000Z' where id = 'b';
    update connections set key_id = 'lost' where id = 'c';
    update data_keys set wrapped = '${wrapped}';
    insert into data_keys values ('one', 'key-0', 'wrapped', 'retired', 9, '2025-01-01T00:00:00.000Z');
    insert into oauth_clients values ('one', 'client', 'example', 'Example', 'client-id', 'header..iv.ciphertext.tag',
      'key-0', '2026-01-01T00:00:00.000Z', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
    insert into authorizations values ('hash-1', 'one', 'a', 'example', 'http://127.0.0.1:8080/oauth/callback',
      '["read","write"]', '2026-01-01T00:00:00.000Z', '2026-01-01T00:10:00.000Z');`

  function makeDatabase(path: string): void {
    makeFirstDatabase(path, [
      { id: 'a', values: '{"oauthClient":"client","host":"north.example","note":"two\\nlines","port":7}' },
      { id: 'b', values: '{"storeHash":"k3jx"}' },
      { id: 'c', values: '{}' },
    ])
    makeSecondDatabase(path, rows)
  }

  it('keeps every connection, grant, lease, client, authorisation and key, and tells what wrapped it', async () => {
    const path = at('second.db')
    makeDatabase(path)
    const store = await openStore(`sqlite:${path}`)
    const values = { oauthClient: 'client', host: 'north.example', note: 'two\nlines', port: 7 }
    expect(await store.connections.get('one', 'a')).toEqual({
      ...kept('a', values),
      searchTerms: ['north.example'],
      grant,
      lastTest: { ok: false, cause: 'expired', message: '', hints: [], durationMs: 1, testedAt: '2026-01-02' },
    })
    expect(await store.connections.get('one', 'b')).toEqual(kept('b', { storeHash: 'k3jx' }))
    expect((await store.connections.get('one', 'c'))?.keyId).toBe('lost')
    const lease = { holder: 'y', now: '2026-01-04T00:00:00.000Z', until: '2026-01-04T00:01:00.000Z' }
    expect(await store.connections.leaseGrant({ tenant: 'one', id: 'b' }, lease)).toBe(false)
    expect(await store.oauthClients.list('one')).toEqual([oauthClientRecord({ keyId: 'key-0' })])
    expect(await store.authorizations.take('hash-1', '2026-01-01T00:05:00.000Z')).toEqual(authorizationRecord())
    expect((await store.dataKeys.list('one')).map(({ keyId, wrappedBy }) => [keyId, wrappedBy])).toEqual([
      ['key-0', ''],
      ['key-1', 'kek-7'],
    ])
    await store.close()
  })

  it('is as it was or as it is to be when the process that changes it is killed, and loses no row', async () => {
    const path = at('killed.db')
    const count = 10_000
    makeFirstDatabase(path, [{ id: '1', values: '{"storeHash":"k3jx"}' }])
    makeSecondDatabase(
      path,
      `update connections set grant_sealed = 'x', grant_key_id = key_id, grant_issued_at = created_at;
      create temporary table fresh as
        with recursive numbers (number) as (select 2 union all select number + 1 from numbers where number < ${count})
        select cast(number as text) as number, connections.* from numbers, connections;
      update fresh set id = number;
      alter table fresh drop column number;
      insert into connections select * from fresh`,
    )
    for (const delayMs of [20, 100, 200, 300]) {
      // Of another thread: the change lets no timer of its own thread come in between.
      const killer = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${delayMs})`
      const body = `
        const { Worker } = await import('node:worker_threads')
        await (await openStore('sqlite::memory:')).close()
        const killer = new Worker(${JSON.stringify(killer)}, { eval: true })
        await new Promise((resolve) => killer.once('online', resolve))
        await openStore(url)
        process.kill(process.pid, 'SIGKILL')`
      await expect(inProcess(`sqlite:${path}`, body)).rejects.toThrow()
      const database = new DatabaseSync(path)
      const numberOf = (query: string) => Object.values(database.prepare(query).get() ?? {})[0]
      const isChanged = numberOf('pragma user_version') === 4
      const tables = isChanged ? ['connections', 'connection_secrets', 'connection_search', 'grants'] : ['connections']
      for (const table of tables) expect(numberOf(`select count(*) from ${table}`)).toBe(count)
      expect(numberOf('pragma integrity_check')).toBe('ok')
      expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
      database.close()
    }
    const store = await openStore(`sqlite:${path}`)
    const { connections } = await store.connections.list('one', { search: 'k3jx', limit: 1 })
    expect(connections.map(({ id }) => id)).toEqual(['1'])
    expect(await store.sealed.count('one', 'key-1')).toBe(2 * count)
    await store.close()
  }, 60_000)

  it('serves what came later: searches, causes, what is due, sweeps, removal of keys', async () => {
    const path = at('second-later.db')
    makeDatabase(path)
    const store = await openStore(`sqlite:${path}`)
    const ids = async (query: Partial<ConnectionQuery>) =>
      (await store.connections.list('one', { limit: 10, ...query })).connections.map(({ id }) => id)
    expect(await ids({ search: 'K3J' })).toEqual(['b'])
    expect(await ids({ search: 'north.ex' })).toEqual(['a'])
    expect(await ids({ search: 'bäckerei' })).toEqual(['a', 'b', 'c'])
    expect(await ids({ cause: 'expired' })).toEqual(['a'])
    expect(await ids({ cause: 'untested' })).toEqual(['b', 'c'])
    expect(await ids({ removed: true })).toEqual([])
    const due = await store.connections.due('test', { before: '2026-01-03', limit: 10 })
    expect(due.map(({ id, since }) => [id, since])).toEqual([
      ['b', ''],
      ['c', ''],
      ['a', '2026-01-02'],
    ])
    expect(await store.sealed.count('one', 'key-1')).toBe(3)
    expect(await store.dataKeys.removeUnused('one', 'key-0')).toBe(false)
    expect(await store.oauthClients.removeUnused('one', 'client')).toBe(false)
    await store.connections.remove('one', 'a')
    expect(await store.oauthClients.removeUnused('one', 'client')).toBe(true)
    expect(await store.dataKeys.removeUnused('one', 'key-0')).toBe(true)
    await store.close()
  })
})
