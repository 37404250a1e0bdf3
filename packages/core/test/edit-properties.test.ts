import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planEdit } from '../src/index.ts'
import { bookshop, bookshopAdapter, quietDay, savedKeyValues } from './support/bookshop.ts'
import { hostileForm, hostileText } from './support/hostile-json.ts'

const fields = bookshop.form.propertyNames.enum
const masks = fc
  .tuple(
    fc.constantFrom('*', '•', '●', '∙', '·'),
    fc.integer({ min: 1, max: 30 }),
    fc.constantFrom('', ' ', '"', '\u200b'),
  )
  .map(([sign, length, around]) => `${around}${sign.repeat(length)}${around}`)
const secretValue = fc.oneof(masks, hostileText, fc.constantFrom('', null, undefined, 'canary-5d01'))
const patches = fc
  .tuple(
    hostileForm(
      fields,
      fc.oneof(hostileText, fc.constantFrom(null, undefined, 3, 'candle', 'lantern', 'key', 'login')),
    ),
    fc.record({ apiKey: secretValue, backupKey: secretValue, password: secretValue }, { requiredKeys: [] }),
  )
  .map(([form, secrets]) => ({ ...form, ...secrets }))
const plans = fc
  .tuple(patches, fc.subarray(['apiKey', 'backupKey']), fc.constantFrom('keep' as const, 'always' as const))
  .map(([patch, saved, reentry]) => {
    const secrets = Object.fromEntries(saved.map((key) => [key, true]))
    const options = { reentry, adapter: bookshopAdapter, now: quietDay }
    return { secrets, reentry, plan: planEdit(bookshop, { values: savedKeyValues, secrets }, patch, options) }
  })

it('keeps a secret only where it is saved, the policy is keep, and the connection goes where it went', () => {
  fc.assert(
    fc.property(plans, ({ plan, secrets, reentry }) => {
      for (const [key, { op }] of Object.entries(plan.secrets)) {
        if (op !== 'keep') continue
        expect([reentry, Object.hasOwn(secrets, key)]).toEqual(['keep', true])
        expect([plan.values['authType'], plan.values['shop']]).toEqual(['key', 'candle'])
      }
    }),
    { numRuns: 3000 },
  )
})

it('clears nothing that is needed or not saved', () => {
  fc.assert(
    fc.property(plans, ({ plan, secrets }) => {
      for (const [key, { op }] of Object.entries(plan.secrets)) {
        if (op === 'clear') expect([key, Object.hasOwn(secrets, key)]).toEqual(['backupKey', true])
      }
    }),
    { numRuns: 3000 },
  )
})

it('never takes a mask for a value', () => {
  fc.assert(
    fc.property(plans, ({ plan }) => {
      for (const operation of Object.values(plan.secrets)) {
        if (operation.op === 'replace') expect(operation.value.reveal()).toMatch(/[^*•●∙·]/)
      }
    }),
    { numRuns: 3000 },
  )
})

it('has every needed secret where it finds no mistake', () => {
  fc.assert(
    fc.property(plans, ({ plan }) => {
      if (!plan.ok) return
      const needed = plan.values['authType'] === 'key' ? 'apiKey' : 'password'
      expect(['keep', 'replace']).toContain(plan.secrets[needed]?.op)
    }),
    { numRuns: 3000 },
  )
})
