import { setImmediate } from 'node:timers/promises'
import type { DataKeyStore } from '@connform/core'
import { memoryDataKeys, openVault } from '@connform/vault'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeOf, gate, handClock, loadedVault, place, standInService } from './support/vaults.ts'

it('counts seals made while the next ones are leased', async () => {
  const inner = memoryDataKeys()
  const leasing = gate()
  const dataKeys: DataKeyStore = {
    ...inner,
    async lease(tenant, keyId, count, limit) {
      await leasing.passed
      return inner.lease(tenant, keyId, count, limit)
    },
  }
  const vault = await loadedVault({ dataKeys, limits: { sealsPerLease: 8 } })
  for (let count = 0; count < 7; count += 1) vault.seal(place, 'text')
  const loading = vault.load('one')
  await setImmediate()
  vault.seal(place, 'text')
  leasing.open()
  await loading
  let seals = 8
  while ((await codeOf(() => vault.seal(place, 'text'))) === undefined) seals += 1
  expect((await dataKeys.list('one'))[0]?.uses).toBe(16)
  expect(seals).toBe(16)
})

type Step =
  | { readonly kind: 'load' | 'rotate' | 'forget'; readonly vault: number }
  | { readonly kind: 'seal'; readonly vault: number; readonly count: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'service'; readonly isAway: boolean }

const vaultIndex = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('load' as const), vault: vaultIndex }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('seal' as const),
      vault: vaultIndex,
      count: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('rotate' as const, 'forget' as const), vault: vaultIndex }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 60_000, 5_000_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('service' as const), isAway: fc.boolean() }) },
)

/** Keys whose successful leases are added up, by key id. */
function leasesOf(inner: DataKeyStore, scheduler: fc.Scheduler) {
  const leased = new Map<string, number>()
  const note = (keyId: string, count: number, isStored: boolean) => {
    if (isStored) leased.set(keyId, (leased.get(keyId) ?? 0) + count)
    return isStored
  }
  const dataKeys: DataKeyStore = {
    ...inner,
    list: scheduler.scheduleFunction(inner.list),
    insertActive: scheduler.scheduleFunction(async (record) =>
      note(record.keyId, record.uses, await inner.insertActive(record)),
    ),
    replaceActive: scheduler.scheduleFunction(async (keyId, successor) =>
      note(successor.keyId, successor.uses, await inner.replaceActive(keyId, successor)),
    ),
    lease: scheduler.scheduleFunction(async (tenant, keyId, count, limit) =>
      note(keyId, count, await inner.lease(tenant, keyId, count, limit)),
    ),
  }
  return { leased, dataKeys }
}

const limits = { sealsPerLease: 12, sealsPerKey: 40, keyAgeMs: 4_000_000 }

it('seals no more of a key than was leased, and leases at most 2^32, whatever comes between what', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(step, { maxLength: 150, size: 'max' }),
      fc.boolean(),
      async (scheduler, steps, isNearlySpent) => {
        const { clock, pass } = handClock()
        const service = standInService()
        const store = memoryDataKeys()
        if (isNearlySpent) {
          const first = await loadedVault({ keyEncryptionKey: service.key, dataKeys: store, clock, limits })
          await store.lease('one', first.activeKeyId('one'), 2 ** 32 - 42, 2 ** 32)
        }
        const processes = [1, 2].map(() => {
          const { leased, dataKeys } = leasesOf(store, scheduler)
          const vault = openVault({ keyEncryptionKey: service.key, dataKeys, clock, limits })
          return { vault, leased, seals: new Map<string, number>() }
        })
        const running: Promise<unknown>[] = []
        const take = async (next: Step) => {
          if (next.kind === 'pass') return pass(next.ms)
          if (next.kind === 'service') return service.setAway(next.isAway)
          const { vault, seals } = processes[next.vault]!
          if (next.kind === 'forget') return vault.forget('one')
          if (next.kind !== 'seal') return void running.push(codeOf(() => vault[next.kind]('one')))
          for (let count = 0; count < next.count; count += 1) {
            try {
              const keyId = vault.keyIdOf(vault.seal(place, ''))
              seals.set(keyId, (seals.get(keyId) ?? 0) + 1)
            } catch (error) {
              expect((error as { code: string }).code).toMatch(/^ERR_VAULT_(KEY_SPENT|NOT_LOADED)$/)
            }
          }
        }
        scheduler.scheduleSequence(steps.map((next) => ({ builder: () => take(next), label: next.kind })))
        await scheduler.waitIdle()
        await Promise.all(running)
        for (const { uses } of await store.list('one')) expect(uses).toBeLessThanOrEqual(2 ** 32)
        for (const { seals, leased } of processes) {
          for (const [keyId, count] of seals) expect(count).toBeLessThanOrEqual(leased.get(keyId) ?? 0)
        }
      },
    ),
    { numRuns: 500 },
  )
})
