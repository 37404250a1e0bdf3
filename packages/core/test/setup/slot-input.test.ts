import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SetupSlot, slotDefinition, slotInput } from '../../src/index.ts'
import { bookshop } from '../support/bookshop.ts'
import { extremeJson, hostileForm, hostileJson, hostileText } from '../support/hostile-json.ts'
import { anySlot, statusField } from '../support/slots.ts'

const fields = [...bookshop.form.propertyNames.enum, 'status']
const through = (slot: SetupSlot, input: unknown, name = 'Corner') =>
  slotInput(slot, slotDefinition(bookshop, slot, {}), input, name)

describe('what is filled in for a slot', () => {
  it('is taken apart without a throw, whatever JSON it is', () => {
    fc.assert(
      fc.property(anySlot, fc.oneof(hostileJson, hostileForm(fields)), hostileText, (slot, input, name) => {
        const before = JSON.stringify(input)
        const { issues, status } = through(slot, input, name)
        expect(issues.every(({ severity }) => severity === 'error')).toBe(true)
        expect([undefined, 'active', 'inactive']).toContain(status)
        expect(JSON.stringify(input)).toBe(before)
      }),
      { numRuns: 500 },
    )
  })

  it.each(Object.entries(extremeJson))('manages %s', (_, make) => {
    const slot: SetupSlot = { title: '', description: '', definition: 'bookshop', fields: {}, status: statusField }
    const value = make()
    through(slot, value)
    expect(through(slot, { status: value, name: value }).issues).toHaveLength(1)
  })

  it('never goes before what the slot sets itself', () => {
    fc.assert(
      fc.property(anySlot, hostileForm(fields), (slot, form) => {
        const input = through(slot, form).input as Record<string, unknown>
        for (const [name, { preset }] of Object.entries(slot.fields)) {
          if (preset === undefined) continue
          expect(input[name]).toBe(typeof preset === 'string' ? preset.replace('{name}', 'Corner') : preset)
        }
        if (slot.authTypes?.length === 1) expect(input['authType']).toBe(slot.authTypes[0])
      }),
    )
  })

  it('is refused where it names a hidden field, and each of those is named once', () => {
    fc.assert(
      fc.property(anySlot, hostileForm(fields), (slot, form) => {
        const hidden = Object.keys(form).filter((name) => Object.hasOwn(slot.fields, name) && slot.fields[name]?.hidden)
        const refused = through(slot, form).issues.filter(({ code }) => code === 'unknown_field')
        expect(refused.map(({ path }) => path[0]).sort()).toEqual(hidden.sort())
      }),
    )
  })

  it('says the status in words of its own, cleaned, and of a slot that asks for one', () => {
    const slot: SetupSlot = { title: '', description: '', definition: 'bookshop', fields: {}, status: statusField }
    expect(through(slot, { status: ' inactive\n' })).toEqual({ issues: [], input: {}, status: 'inactive' })
    expect(through(slot, { status: 'paused' })).toMatchObject({
      issues: [{ path: ['status'], code: 'option' }],
      status: undefined,
    })
    for (const status of [undefined, null, '']) expect(through(slot, { status })).toMatchObject({ issues: [] })
    const { status: _, ...silent } = slot
    expect(through(silent, { status: 'inactive' })).toMatchObject({ input: { status: 'inactive' }, status: undefined })
  })
})
