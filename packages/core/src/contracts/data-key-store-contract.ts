import type { DataKeyStore } from '../ports.ts'
import { dataKeyRotationContract } from './data-key-rotation-contract.ts'
import { dataKeyRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

export type WithDataKeys = (body: (dataKeys: DataKeyStore) => Promise<void>) => () => Promise<void>

/**
 * What every {@link DataKeyStore} does.
 *
 * @param withDataKeys Makes a test out of `body`, which it calls with a store that has no keys.
 */
export function dataKeyStoreContract({ describe, it, expect }: ContractRunner, withDataKeys: WithDataKeys): void {
  const states = async (dataKeys: DataKeyStore, tenant: string) =>
    Object.fromEntries((await dataKeys.list(tenant)).map(({ keyId, state }) => [keyId, state]))

  describe('a store of data keys', () => {
    it(
      'stores the first active key of a tenant and no second one',
      withDataKeys(async (dataKeys) => {
        expect(await dataKeys.list('one')).toEqual([])
        const attempts = Array.from({ length: 10 }, (_, index) =>
          dataKeys.insertActive(dataKeyRecord({ keyId: `key-${index}`, uses: index })),
        )
        const stored = await Promise.all(attempts)
        expect(stored.filter(Boolean).length).toBe(1)
        const first = stored.indexOf(true)
        expect(await dataKeys.list('one')).toEqual([dataKeyRecord({ keyId: `key-${first}`, uses: first })])
        expect(await dataKeys.insertActive(dataKeyRecord({ tenant: 'two' }))).toBe(true)
      }),
    )

    it(
      'sets the active key aside for its successor, once',
      withDataKeys(async (dataKeys) => {
        await dataKeys.insertActive(dataKeyRecord())
        const successors = ['key-2', 'key-3'].map((keyId) => dataKeys.replaceActive('key-1', dataKeyRecord({ keyId })))
        expect((await Promise.all(successors)).filter(Boolean).length).toBe(1)
        const keys = await states(dataKeys, 'one')
        expect(keys['key-1']).toBe('retired')
        expect(Object.values(keys).sort()).toEqual(['active', 'retired'])
        expect(await dataKeys.replaceActive('key-1', dataKeyRecord({ keyId: 'key-4' }))).toBe(false)
        expect(await dataKeys.replaceActive('never', dataKeyRecord({ keyId: 'key-4' }))).toBe(false)
        expect(await states(dataKeys, 'one')).toEqual(keys)
      }),
    )

    it(
      'replaces the key of the tenant of the successor alone',
      withDataKeys(async (dataKeys) => {
        await dataKeys.insertActive(dataKeyRecord())
        await dataKeys.insertActive(dataKeyRecord({ tenant: 'two', keyId: 'key-2' }))
        expect(await dataKeys.replaceActive('key-2', dataKeyRecord({ keyId: 'key-3' }))).toBe(false)
        expect(await states(dataKeys, 'two')).toEqual({ 'key-2': 'active' })
      }),
    )

    it(
      'leases up to the limit and never above',
      withDataKeys(async (dataKeys) => {
        await dataKeys.insertActive(dataKeyRecord({ uses: 2 ** 32 - 30 }))
        const attempts = Array.from({ length: 10 }, () => dataKeys.lease('one', 'key-1', 8, 2 ** 32))
        expect((await Promise.all(attempts)).filter(Boolean).length).toBe(3)
        expect((await dataKeys.list('one'))[0]?.uses).toBe(2 ** 32 - 6)
        expect(await dataKeys.lease('one', 'key-1', 6, 2 ** 32)).toBe(true)
        expect(await dataKeys.lease('one', 'key-1', 1, 2 ** 32)).toBe(false)
      }),
    )

    it(
      'leases nothing of a key that is unknown, of another tenant, or set aside',
      withDataKeys(async (dataKeys) => {
        await dataKeys.insertActive(dataKeyRecord())
        await dataKeys.replaceActive('key-1', dataKeyRecord({ keyId: 'key-2' }))
        expect(await dataKeys.lease('one', 'never', 1, 10)).toBe(false)
        expect(await dataKeys.lease('two', 'key-2', 1, 10)).toBe(false)
        expect(await dataKeys.lease('one', 'key-1', 1, 10)).toBe(false)
        expect((await dataKeys.list('one')).map(({ uses }) => uses)).toEqual([0, 0])
      }),
    )
  })
  dataKeyRotationContract({ describe, it, expect }, withDataKeys)
}
