import type { ConnectionRecord, ConnectionStore, GrantRecord } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, grantRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

type WithConnections = (body: (connections: ConnectionStore) => Promise<void>) => () => Promise<void>

const place: Pick<ConnectionRecord, 'tenant' | 'id'> = { tenant: 'one', id: 'a' }
const first: GrantRecord = grantRecord({ sealed: 'first' })
const second: GrantRecord = grantRecord({
  sealed: 'second',
  keyId: 'key-2',
  expiresAt: '2026-01-02T01:00:00.000Z',
  scopes: ['read'],
  issuedAt: '2026-01-02T00:00:00.000Z',
})

/** The grant of a connection: edits leave it alone, renewals replace the one they know. */
export function grantContract({ it, expect }: ContractRunner, withConnections: WithConnections): void {
  const grantOf = async (connections: ConnectionStore) => (await connections.get('one', 'a'))?.grant

  it(
    'gives back a grant that does not expire, and one whose scopes are not known or none',
    withConnections(async (connections) => {
      const grants = [{ expiresAt: null }, { scopes: null }, { scopes: [] }, { expiresAt: null, scopes: null }]
      for (const [index, changes] of grants.entries()) {
        const record = connectionRecord({ id: `${index}`, grant: grantRecord(changes) })
        await connections.insert(record)
        expect(await connections.get('one', `${index}`)).toEqual(record)
      }
    }),
  )

  it(
    'does not undo a renewal by an edit of what was read before it',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ grant: first }))
      expect(await connections.replaceGrant(place, 'first', second)).toBe(true)
      await connections.update(connectionRecord({ name: 'Edited', grant: first, revision: 2 }), 1)
      expect(await connections.get('one', 'a')).toEqual(
        connectionRecord({ name: 'Edited', grant: second, revision: 2 }),
      )
      await connections.update(connectionRecord({ grant: null, revision: 3 }), 2)
      expect(await grantOf(connections)).toEqual(second)
    }),
  )

  it(
    'writes the grant that an edit brings, or none where it brings none, at the expected revision alone',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.update(connectionRecord({ revision: 2 }), 1, { grant: first })
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant: first, revision: 2 }))
      const late = () => connections.update(connectionRecord({ revision: 2 }), 1, { grant: second })
      expect(await failureCode(late)).toBe('ERR_STORE_CONFLICT')
      expect(await grantOf(connections)).toEqual(first)
      await connections.update(connectionRecord({ revision: 3 }), 2, { grant: null })
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ revision: 3 }))
    }),
  )

  it(
    'puts a first grant in the place of none, another in the place of it, and none again, all without an edit',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      expect(await connections.replaceGrant(place, null, first)).toBe(true)
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant: first }))
      expect(await connections.replaceGrant(place, 'first', second)).toBe(true)
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant: second }))
      expect(await connections.replaceGrant(place, 'second', null)).toBe(true)
      expect(await connections.get('one', 'a')).toEqual(connectionRecord())
    }),
  )

  it(
    'keeps a grant that is not the expected one',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ grant: first }))
      expect(await connections.replaceGrant(place, null, second)).toBe(false)
      expect(await connections.replaceGrant(place, 'second', second)).toBe(false)
      expect(await connections.replaceGrant(place, 'second', null)).toBe(false)
      expect(await connections.replaceGrant(place, '', null)).toBe(false)
      expect(await grantOf(connections)).toEqual(first)
      await connections.replaceGrant(place, 'first', null)
      expect(await connections.replaceGrant(place, 'first', second)).toBe(false)
      expect(await grantOf(connections)).toBe(null)
    }),
  )

  it(
    'replaces the grant of one connection of one tenant, and none of a connection that is gone',
    withConnections(async (connections) => {
      const others = [{ id: 'b' }, { tenant: 'two' }]
      for (const changes of [{}, ...others]) await connections.insert(connectionRecord({ ...changes, grant: first }))
      expect(await connections.replaceGrant(place, 'first', second)).toBe(true)
      expect((await connections.get('one', 'b'))?.grant).toEqual(first)
      expect((await connections.get('two', 'a'))?.grant).toEqual(first)
      await connections.remove('one', 'a')
      expect(await connections.replaceGrant(place, 'second', first)).toBe(false)
      expect(await connections.replaceGrant(place, null, first)).toBe(false)
      expect(await connections.get('one', 'a')).toBe(undefined)
    }),
  )

  it(
    'lets exactly one of many renewals of the same grant through',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ grant: first }))
      const attempts = Array.from({ length: 20 }, (_, index) =>
        connections.replaceGrant(place, 'first', grantRecord({ sealed: `renewed-${index}` })),
      )
      const won = await Promise.all(attempts)
      expect(won.filter(Boolean).length).toBe(1)
      expect((await grantOf(connections))?.sealed).toBe(`renewed-${won.indexOf(true)}`)
    }),
  )
}
