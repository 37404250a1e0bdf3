import { failureCode } from './failure-code.ts'
import { auditEntry, setupRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { WithStore } from './store-of-records.ts'

/** Started setups: ids of connections, and settings. */
export function setupStoreContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  it(
    'gives back what was inserted, every member of it, to its tenant alone',
    withStore(async ({ setups }) => {
      const text = `'; drop table setups; -- "\\ \n\t İstanbul 東京 🦜`
      const record = setupRecord({
        id: text,
        name: text,
        settings: { [text]: [text], deep: { list: [1, null, true] } },
      })
      const used = { usedAt: '2026-01-02T00:00:00.000Z', usedWith: { locale: 'en_US', 'account.host': text } }
      await setups.insert(record)
      await setups.insert({ ...record, ...used, tenant: 'two', name: 'Of two' })
      expect(await setups.get('one', text)).toEqual(record)
      expect(await setups.list('one')).toEqual([record])
      expect(await setups.get('two', text)).toEqual({ ...record, ...used, tenant: 'two', name: 'Of two' })
      expect(await setups.get('three', text)).toBe(undefined)
      expect(await setups.list('three')).toEqual([])
    }),
  )

  it(
    'refuses an id that is taken and keeps what is there',
    withStore(async ({ setups }) => {
      await setups.insert(setupRecord())
      expect(await failureCode(() => setups.insert(setupRecord({ name: 'Another' })))).toBe('ERR_STORE_CONFLICT')
      expect(await setups.get('one', 'setup')).toEqual(setupRecord())
    }),
  )

  it(
    'lets one of many starts of a single one through, per tenant and document, and another once it is gone',
    withStore(async ({ setups }) => {
      const start = (id: string, changes = {}) =>
        failureCode(() => setups.insert(setupRecord({ id, single: true, ...changes })))
      const codes = await Promise.all(Array.from({ length: 10 }, (_, index) => start(`setup-${index}`)))
      expect(codes.filter((code) => code === undefined).length).toBe(1)
      expect(codes.filter((code) => code === 'ERR_STORE_CONFLICT').length).toBe(9)
      expect(await start('other', { document: 'other' })).toBe(undefined)
      expect(await start('two', { tenant: 'two' })).toBe(undefined)
      expect(await start('many', { single: false })).toBe(undefined)
      await setups.remove('one', `setup-${codes.indexOf(undefined)}`)
      expect(await start('again')).toBe(undefined)
      expect((await setups.get('one', 'again'))?.single).toBe(true)
    }),
  )

  it(
    'lists by name, then by id; all, or those of one document',
    withStore(async ({ setups }) => {
      const changes = [
        { id: 'd', name: 'North', document: 'x' },
        { id: 'c', name: 'South', document: 'x' },
        { id: 'b', name: 'North', document: 'y' },
        { id: 'a', name: 'West', document: 'x' },
      ]
      for (const change of changes) await setups.insert(setupRecord(change))
      await setups.insert(setupRecord({ tenant: 'two', id: 'e', document: 'x' }))
      const ids = async (document?: string) => (await setups.list('one', document)).map(({ id }) => id)
      expect(await ids()).toEqual(['b', 'd', 'c', 'a'])
      expect(await ids('x')).toEqual(['d', 'c', 'a'])
      expect(await ids('z')).toEqual([])
    }),
  )

  it(
    'lets exactly one of many updates of the same revision through, and none of a setup that is gone',
    withStore(async ({ setups }) => {
      await setups.insert(setupRecord())
      await setups.insert(setupRecord({ tenant: 'two' }))
      const attempts = Array.from({ length: 20 }, (_, index) =>
        failureCode(() => setups.update(setupRecord({ name: `Writer ${index}`, slots: {}, revision: 2 }), 1)),
      )
      const codes = await Promise.all(attempts)
      expect(codes.filter((code) => code === undefined).length).toBe(1)
      expect(codes.filter((code) => code === 'ERR_STORE_CONFLICT').length).toBe(19)
      const name = `Writer ${codes.indexOf(undefined)}`
      expect(await setups.get('one', 'setup')).toEqual(setupRecord({ name, slots: {}, revision: 2 }))
      expect(await setups.get('two', 'setup')).toEqual(setupRecord({ tenant: 'two' }))
      expect(await failureCode(() => setups.update(setupRecord({ id: 'gone', revision: 2 }), 1))).toBe(
        'ERR_STORE_CONFLICT',
      )
    }),
  )

  it(
    'removes one once, of its tenant alone, and keeps one that was changed in between',
    withStore(async ({ setups }) => {
      await setups.insert(setupRecord())
      await setups.insert(setupRecord({ tenant: 'two' }))
      expect(await setups.remove('three', 'setup')).toBe(false)
      const stale = () => setups.remove('one', 'setup', { expectedRevision: 2 })
      expect(await failureCode(stale)).toBe('ERR_STORE_CONFLICT')
      const attempts = Array.from({ length: 10 }, () => setups.remove('one', 'setup', { expectedRevision: 1 }))
      expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
      expect(await setups.get('one', 'setup')).toBe(undefined)
      expect(await setups.get('two', 'setup')).toEqual(setupRecord({ tenant: 'two' }))
    }),
  )

  it(
    'records what is done along with it, and nothing of what is not done; a tenant takes its setups along',
    withStore(async ({ audit, setups, tenants }) => {
      const entry = (action: 'setup.started' | 'setup.saved' | 'setup.removed') => ({
        audit: auditEntry({ action, subject: { kind: 'setup', id: 'setup' } }),
      })
      await setups.insert(setupRecord(), entry('setup.started'))
      await failureCode(() => setups.insert(setupRecord(), entry('setup.started')))
      await setups.update(setupRecord({ revision: 2 }), 1, entry('setup.saved'))
      await failureCode(() => setups.update(setupRecord({ revision: 2 }), 1, entry('setup.saved')))
      await setups.remove('one', 'gone', entry('setup.removed'))
      expect((await audit.list('one', { limit: 10 })).map(({ action }) => action)).toEqual([
        'setup.started',
        'setup.saved',
      ])
      await tenants.remove('one')
      expect(await setups.list('one')).toEqual([])
    }),
  )
}
