import type { ConnectionStatus, OAuthClientStore } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { WithStore } from './store-of-records.ts'

/** Saved once, named by many connections. */
export function oauthClientStoreContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  const ids = async (oauthClients: OAuthClientStore, definition?: string) =>
    (await oauthClients.list('one', definition)).map(({ id }) => id)

  it(
    'gives back what was inserted, every member of it, to its tenant alone',
    withStore(async ({ oauthClients }) => {
      const text = `'; drop table oauth_clients; -- "\\ \n\t İstanbul 東京 🦜`
      const record = oauthClientRecord({ id: text, name: text, clientId: text, revision: 7 })
      await oauthClients.insert(record)
      await oauthClients.insert({ ...record, tenant: 'two', name: 'Of two' })
      expect(await oauthClients.get('one', text)).toEqual(record)
      expect(await oauthClients.list('one')).toEqual([record])
      expect((await oauthClients.get('two', text))?.name).toBe('Of two')
      expect(await oauthClients.get('three', text)).toBe(undefined)
      expect(await oauthClients.list('three')).toEqual([])
    }),
  )

  it(
    'refuses an id that is taken and keeps what is there',
    withStore(async ({ oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      const again = () => oauthClients.insert(oauthClientRecord({ name: 'Another' }))
      expect(await failureCode(again)).toBe('ERR_STORE_CONFLICT')
      expect(await oauthClients.get('one', 'client')).toEqual(oauthClientRecord())
    }),
  )

  it(
    'lists by name, then by id; all, or those of one definition',
    withStore(async ({ oauthClients }) => {
      const changes = [
        { id: 'd', name: 'North', definition: 'x' },
        { id: 'c', name: 'South', definition: 'x' },
        { id: 'b', name: 'North', definition: 'y' },
        { id: 'a', name: 'West', definition: 'x' },
      ]
      for (const change of changes) await oauthClients.insert(oauthClientRecord(change))
      await oauthClients.insert(oauthClientRecord({ tenant: 'two', id: 'e', definition: 'x' }))
      expect(await ids(oauthClients)).toEqual(['b', 'd', 'c', 'a'])
      expect(await ids(oauthClients, 'x')).toEqual(['d', 'c', 'a'])
      expect(await ids(oauthClients, 'z')).toEqual([])
    }),
  )

  it(
    'updates the revision it was told to expect, of its tenant alone',
    withStore(async ({ oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      await oauthClients.insert(oauthClientRecord({ tenant: 'two' }))
      const changed = oauthClientRecord({
        definition: 'other',
        name: 'Changed',
        clientId: 'another-id',
        sealed: 'header..iv.another.tag',
        keyId: 'key-2',
        secretUpdatedAt: '2026-01-02T00:00:00.000Z',
        revision: 2,
        updatedAt: '2026-01-03T00:00:00.000Z',
      })
      await oauthClients.update(changed, 1, { secret: changed })
      expect(await oauthClients.get('one', 'client')).toEqual(changed)
      expect(await oauthClients.get('two', 'client')).toEqual(oauthClientRecord({ tenant: 'two' }))
    }),
  )

  it(
    'leaves what is sealed alone in an update that brings no secret, so that it undoes no sweep',
    withStore(async ({ oauthClients, sealed }) => {
      const before = oauthClientRecord()
      await oauthClients.insert(before)
      const place = { tenant: 'one', connection: 'client', slot: 'oauth-client' } as const
      const swept = { sealed: 'header..iv.swept.tag', keyId: 'key-2' }
      expect(await sealed.replace('one', [{ place, expected: before.sealed, ...swept }])).toBe(1)
      await oauthClients.update({ ...before, name: 'Renamed', revision: 2 }, 1)
      expect(await oauthClients.get('one', 'client')).toEqual({ ...before, ...swept, name: 'Renamed', revision: 2 })
    }),
  )

  it(
    'lets exactly one of many updates of the same revision through, and none of a client that is gone',
    withStore(async ({ oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      const attempts = Array.from({ length: 20 }, (_, index) =>
        failureCode(() => oauthClients.update(oauthClientRecord({ name: `Writer ${index}`, revision: 2 }), 1)),
      )
      const codes = await Promise.all(attempts)
      expect(codes.filter((code) => code === undefined).length).toBe(1)
      expect(codes.filter((code) => code === 'ERR_STORE_CONFLICT').length).toBe(19)
      expect((await oauthClients.get('one', 'client'))?.name).toBe(`Writer ${codes.indexOf(undefined)}`)
      const gone = () => oauthClients.update(oauthClientRecord({ id: 'gone', revision: 2 }), 1)
      expect(await failureCode(gone)).toBe('ERR_STORE_CONFLICT')
      expect(await oauthClients.get('one', 'gone')).toBe(undefined)
    }),
  )

  // --- removal ---

  it(
    'removes a client once, of its tenant alone',
    withStore(async ({ oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      await oauthClients.insert(oauthClientRecord({ tenant: 'two' }))
      expect(await oauthClients.removeUnused('three', 'client')).toBe(false)
      const attempts = Array.from({ length: 10 }, () => oauthClients.removeUnused('one', 'client'))
      expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
      expect(await oauthClients.get('one', 'client')).toBe(undefined)
      expect(await oauthClients.get('two', 'client')).toEqual(oauthClientRecord({ tenant: 'two' }))
    }),
  )

  it(
    'keeps a client that a connection names, whatever the status of that, until it names it no more',
    withStore(async ({ connections, oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      const named = { oauthClient: 'client' }
      const statuses: readonly ConnectionStatus[] = ['active', 'inactive', 'pending', 'uninstalled']
      for (const status of statuses) await connections.insert(connectionRecord({ id: status, status, values: named }))
      for (const status of statuses) {
        expect(await oauthClients.removeUnused('one', 'client')).toBe(false)
        if (status !== 'active') await connections.remove('one', status)
      }
      expect(await oauthClients.get('one', 'client')).toEqual(oauthClientRecord())
      await connections.update(connectionRecord({ id: 'active', values: { oauthClient: 'other' }, revision: 2 }), 1)
      expect(await oauthClients.removeUnused('one', 'client')).toBe(true)
    }),
  )

  it(
    'keeps a client for no connection of another tenant, with another client, or with the id in another field',
    withStore(async ({ connections, oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      await connections.insert(connectionRecord({ tenant: 'two', values: { oauthClient: 'client' } }))
      await connections.insert(connectionRecord({ id: 'b', values: { oauthClient: 'Client' } }))
      await connections.insert(
        connectionRecord({ id: 'c', values: { clientId: 'client', deep: { client: 'client' } } }),
      )
      expect(await oauthClients.removeUnused('one', 'client')).toBe(true)
    }),
  )

  it(
    'keeps a client while connections that name it are edited again and again',
    withStore(async ({ connections, oauthClients }) => {
      await oauthClients.insert(oauthClientRecord())
      const values = { oauthClient: 'client' }
      await connections.insert(connectionRecord({ values }))
      const edits = (async () => {
        for (let revision = 2; revision < 30; revision += 1) {
          await connections.update(connectionRecord({ values, name: `Edit ${revision}`, revision }), revision - 1)
        }
      })()
      const removals = Array.from({ length: 30 }, () => oauthClients.removeUnused('one', 'client'))
      expect((await Promise.all(removals)).some(Boolean)).toBe(false)
      await edits
      expect(await oauthClients.get('one', 'client')).toEqual(oauthClientRecord())
    }),
  )
}
