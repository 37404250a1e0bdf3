import type { DataKeyPage, DataKeyRecord, DataKeyStore } from '../ports.ts'
import type { WithDataKeys } from './data-key-store-contract.ts'
import { dataKeyRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

const anew = { tenant: 'one', keyId: 'key-1', wrapped: 'header..iv.anew.tag', wrappedBy: 'key-encryption-key-2' }
const { wrapped: standing, wrappedBy } = dataKeyRecord()

/** What a {@link DataKeyStore} does when keys are followed by others, wrapped anew and destroyed. */
export function dataKeyRotationContract({ describe, it, expect }: ContractRunner, withDataKeys: WithDataKeys): void {
  const othersThan = async (dataKeys: DataKeyStore, other: string, page: DataKeyPage) =>
    (await dataKeys.listWrappedByOthers(other, page)).map(({ tenant, keyId }) => `${tenant}/${keyId}`)

  const followed = async (dataKeys: DataKeyStore) => {
    await dataKeys.insertActive(dataKeyRecord())
    await dataKeys.replaceActive('key-1', dataKeyRecord({ keyId: 'key-2' }))
  }

  describe('a store of data keys that are rotated', () => {
    it(
      'lists, over all tenants and page by page, the keys that another key-encryption key wrapped',
      withDataKeys(async (dataKeys) => {
        for (const tenant of ['two', 'one', 'three']) {
          await dataKeys.insertActive(dataKeyRecord({ tenant, keyId: `a-${tenant}` }))
          await dataKeys.replaceActive(`a-${tenant}`, dataKeyRecord({ tenant, keyId: `b-${tenant}` }))
        }
        await dataKeys.insertActive(dataKeyRecord({ tenant: 'four', keyId: 'a-four', wrappedBy: anew.wrappedBy }))
        const all = ['one/a-one', 'one/b-one', 'three/a-three', 'three/b-three', 'two/a-two', 'two/b-two']
        expect(await othersThan(dataKeys, anew.wrappedBy, { limit: 100 })).toEqual(all)
        expect(await othersThan(dataKeys, wrappedBy, { limit: 100 })).toEqual(['four/a-four'])
        const paged: string[] = []
        let after: DataKeyRecord | undefined
        for (let page = 0; page < 4; page += 1) {
          const records = await dataKeys.listWrappedByOthers(anew.wrappedBy, { limit: 2, ...(after && { after }) })
          paged.push(...records.map(({ tenant, keyId }) => `${tenant}/${keyId}`))
          after = records.at(-1) ?? after
        }
        expect(paged).toEqual(all)
      }),
    )

    it(
      'puts a key wrapped anew in the place of the one that was expected, once, and changes nothing else',
      withDataKeys(async (dataKeys) => {
        await dataKeys.insertActive(dataKeyRecord({ uses: 7 }))
        await dataKeys.insertActive(dataKeyRecord({ tenant: 'two' }))
        const attempts = Array.from({ length: 5 }, () => dataKeys.rewrap(anew, standing))
        expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
        expect(await dataKeys.list('one')).toEqual([dataKeyRecord({ ...anew, uses: 7 })])
        expect(await dataKeys.list('two')).toEqual([dataKeyRecord({ tenant: 'two' })])
        expect(await dataKeys.lease('one', 'key-1', 1, 10)).toBe(true)
      }),
    )

    it(
      'wraps a key anew that was set aside, and none that is unknown or of another tenant',
      withDataKeys(async (dataKeys) => {
        await followed(dataKeys)
        expect(await dataKeys.rewrap(anew, standing)).toBe(true)
        expect(await dataKeys.rewrap({ ...anew, keyId: 'never' }, standing)).toBe(false)
        expect(await dataKeys.rewrap({ ...anew, tenant: 'two' }, standing)).toBe(false)
        const byKey = Object.fromEntries((await dataKeys.list('one')).map((record) => [record.keyId, record]))
        expect(byKey['key-1']).toEqual(dataKeyRecord({ ...anew, state: 'retired' }))
        expect(byKey['key-2']).toEqual(dataKeyRecord({ keyId: 'key-2' }))
      }),
    )

    it(
      'destroys a key that was set aside and is not needed, once',
      withDataKeys(async (dataKeys) => {
        await followed(dataKeys)
        const attempts = Array.from({ length: 3 }, () => dataKeys.removeUnused('one', 'key-1'))
        expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
        expect(await dataKeys.list('one')).toEqual([dataKeyRecord({ keyId: 'key-2' })])
        expect(await dataKeys.rewrap(anew, standing)).toBe(false)
      }),
    )

    it(
      'destroys neither an active key, nor one of another tenant, nor one it does not know',
      withDataKeys(async (dataKeys) => {
        await followed(dataKeys)
        expect(await dataKeys.removeUnused('one', 'key-2')).toBe(false)
        expect(await dataKeys.removeUnused('two', 'key-1')).toBe(false)
        expect(await dataKeys.removeUnused('one', 'never')).toBe(false)
        expect((await dataKeys.list('one')).map(({ keyId }) => keyId).sort()).toEqual(['key-1', 'key-2'])
      }),
    )
  })
}
