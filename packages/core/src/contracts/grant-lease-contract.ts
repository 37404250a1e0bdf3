import type { ConnectionRecord, ConnectionStore, GrantLease } from '../ports.ts'
import { connectionRecord, grantRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

type WithConnections = (body: (connections: ConnectionStore) => Promise<void>) => () => Promise<void>

const place: Pick<ConnectionRecord, 'tenant' | 'id'> = { tenant: 'one', id: 'a' }

/** A lease taken at the given second of a minute, for ten seconds. */
function leaseAt(second: number, holder: string): GrantLease {
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()
  return { holder, now: at(second), until: at(second + 10) }
}

/** One holder at a time renews a grant. */
export function grantLeaseContract({ it, expect }: ContractRunner, withConnections: WithConnections): void {
  it(
    'leases to exactly one of many at once',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ grant: grantRecord() }))
      const attempts = Array.from({ length: 20 }, (_, index) =>
        connections.leaseGrant(place, leaseAt(0, `holder-${index}`)),
      )
      expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
    }),
  )

  it(
    'leases what has no grant so far, to one who fetches the first',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      expect(await connections.leaseGrant(place, leaseAt(0, 'x'))).toBe(true)
      expect(await connections.leaseGrant(place, leaseAt(0, 'y'))).toBe(false)
    }),
  )

  it(
    'refuses others as long as the lease lasts, to its last moment',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      expect(await connections.leaseGrant(place, leaseAt(9, 'y'))).toBe(false)
      expect(await connections.leaseGrant(place, leaseAt(10, 'y'))).toBe(false)
      expect(await connections.leaseGrant(place, leaseAt(11, 'y'))).toBe(true)
      expect(await connections.leaseGrant(place, leaseAt(12, 'x'))).toBe(false)
    }),
  )

  it(
    'gives a lease that has ended to exactly one of many at once',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.leaseGrant(place, leaseAt(0, 'dead'))
      const attempts = Array.from({ length: 20 }, (_, index) =>
        connections.leaseGrant(place, leaseAt(30, `holder-${index}`)),
      )
      expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
    }),
  )

  it(
    'lets the holder lease again, for longer',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      expect(await connections.leaseGrant(place, leaseAt(5, 'x'))).toBe(true)
      expect(await connections.leaseGrant(place, leaseAt(12, 'y'))).toBe(false)
      expect(await connections.leaseGrant(place, leaseAt(16, 'y'))).toBe(true)
    }),
  )

  it(
    'frees what its holder releases, and nothing that another one holds by then',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      await connections.releaseGrant(place, 'y')
      expect(await connections.leaseGrant(place, leaseAt(1, 'y'))).toBe(false)
      await connections.releaseGrant(place, 'x')
      expect(await connections.leaseGrant(place, leaseAt(1, 'y'))).toBe(true)
      await connections.releaseGrant(place, 'x')
      expect(await connections.leaseGrant(place, leaseAt(1, 'x'))).toBe(false)
    }),
  )

  it(
    'leases each connection of each tenant by itself, and none that is gone',
    withConnections(async (connections) => {
      const others = [
        { tenant: 'one', id: 'b' },
        { tenant: 'two', id: 'a' },
      ]
      for (const changes of [place, ...others]) await connections.insert(connectionRecord(changes))
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      for (const other of others) {
        expect(await connections.leaseGrant(other, leaseAt(0, 'y'))).toBe(true)
        await connections.releaseGrant(other, 'x')
      }
      expect(await connections.leaseGrant(place, leaseAt(0, 'y'))).toBe(false)
      await connections.remove('one', 'a')
      expect(await connections.leaseGrant(place, leaseAt(0, 'x'))).toBe(false)
      await connections.releaseGrant(place, 'x')
    }),
  )

  it(
    'begins free after the connection was removed and made again',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      await connections.remove('one', 'a')
      await connections.insert(connectionRecord())
      expect(await connections.leaseGrant(place, leaseAt(1, 'y'))).toBe(true)
    }),
  )

  it(
    'leaves the connection as it is, and lasts through edits and renewals',
    withConnections(async (connections) => {
      const grant = grantRecord()
      await connections.insert(connectionRecord({ grant }))
      await connections.leaseGrant(place, leaseAt(0, 'x'))
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant }))
      await connections.update(connectionRecord({ revision: 2 }), 1)
      await connections.update(connectionRecord({ revision: 3 }), 2, { grant: null })
      await connections.replaceGrant(place, null, grant)
      expect(await connections.leaseGrant(place, leaseAt(1, 'y'))).toBe(false)
      await connections.releaseGrant(place, 'x')
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant, revision: 3 }))
    }),
  )
}
