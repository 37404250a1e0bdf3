import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FormSchema, type SetupSlot, slotDefinition } from '../../src/index.ts'
import { slotValues } from '../../src/setup/slot-input.ts'
import { bookshop } from '../support/bookshop.ts'
import { anySlot, statusField } from '../support/slots.ts'

const namesOf = ({ properties, allOf = [] }: FormSchema): string[] => [
  ...new Set([...Object.keys(properties), ...allOf.flatMap(({ then }) => Object.keys(then.properties))]),
]

const orderOf = (names: readonly string[], order: readonly string[]) => names.filter((name) => order.includes(name))

const shownBy = (slot: SetupSlot) => slotDefinition(bookshop, slot, {}).shown.form

describe('the form of a slot', () => {
  it('closes over exactly the fields it shows, and requires none but those', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const form = shownBy(slot)
        expect([...form.propertyNames.enum].sort()).toEqual(namesOf(form).sort())
        for (const { properties, required = [] } of [form, ...(form.allOf ?? []).map(({ then }) => then)]) {
          expect(required.filter((name) => !Object.hasOwn(properties, name))).toEqual([])
          expect(new Set(required).size).toBe(required.length)
        }
      }),
    )
  })

  it('asks for the auth types that were chosen, by their consts, and for none where one is left', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const form = shownBy(slot)
        const kept = slot.authTypes ?? ['key', 'login']
        if (slot.authTypes?.length === 1) {
          expect([form.allOf, form.properties['authType']]).toEqual([undefined, undefined])
        } else {
          expect(form.properties['authType']?.oneOf?.map((option) => option.const)).toEqual(kept)
          expect(form.allOf?.map((entry) => entry.if.properties['authType']?.const).sort()).toEqual([...kept].sort())
        }
      }),
    )
  })

  it('never shows a hidden field, nor what belongs to an auth type that was not chosen', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const shown = namesOf(shownBy(slot))
        const hidden = Object.keys(slot.fields).filter((name) => slot.fields[name]?.hidden)
        expect(shown.filter((name) => hidden.includes(name))).toEqual([])
        expect(JSON.stringify(shownBy(slot).required ?? []).includes('hidden')).toBe(false)
        if (slot.authTypes?.includes('login') === false) expect(shown).not.toContain('password')
        if (slot.authTypes?.includes('key') === false) expect(shown).not.toContain('apiKey')
      }),
    )
  })

  it('keeps the order that the slot names, and that of the definition for the rest', () => {
    fc.assert(
      fc.property(anySlot, (slot) => {
        const { order = [] } = slot
        const form = shownBy(slot)
        for (const { properties } of [form, ...(form.allOf ?? []).map(({ then }) => then)]) {
          const names = Object.keys(properties)
          const named = orderOf(names, order)
          expect(names.slice(0, named.length)).toEqual(order.filter((name) => names.includes(name)))
          const rest = names.slice(named.length).filter((name) => name !== 'status')
          expect(rest).toEqual(orderOf(bookshop.form.propertyNames.enum, rest))
        }
      }),
    )
  })

  it('leaves the definition as it was, and keeps every field of it for what is filled in', () => {
    const before = JSON.stringify(bookshop)
    fc.assert(
      fc.property(anySlot, (slot) => {
        const { full } = slotDefinition(bookshop, slot, {})
        expect(JSON.stringify(bookshop)).toBe(before)
        expect(full.form.propertyNames).toEqual(bookshop.form.propertyNames)
        expect(full.id).toBe(bookshop.id)
      }),
    )
  })

  it('shows of saved values what it asks for, and nothing that is hidden', () => {
    const saved = { name: 'Corner shop', authType: 'key', shop: 'candle', keyId: 'k-1', pageSize: 20 }
    fc.assert(
      fc.property(anySlot, fc.boolean(), (slot, isActive) => {
        const definition = slotDefinition(bookshop, slot, {})
        const values = slotValues(slot, definition, { values: saved, isActive })
        expect(Object.keys(values).filter((name) => !definition.shown.form.propertyNames.enum.includes(name))).toEqual(
          [],
        )
        const status = isActive ? 'active' : 'inactive'
        expect(values['status']).toBe(slot.status === undefined ? undefined : status)
      }),
    )
  })

  it('has the words of the slot, and those of the definition where the slot has none', () => {
    const slot: SetupSlot = {
      title: 'Shop',
      description: '',
      definition: 'bookshop',
      authTypes: ['key'],
      fields: { shop: { title: 'Which shop', help: 'Its name.' }, keyId: { hidden: true, preset: 'k-1' } },
      status: statusField,
      reentry: 'always',
    }
    const { shown } = slotDefinition(bookshop, slot, { find: { title: 'Find it', steps: ['Look.'] } })
    expect(shown.form.properties['shop']).toEqual({ ...bookshop.form.properties['shop'], title: 'Which shop' })
    expect(shown.form.properties['apiKey']?.title).toBe('API key')
    expect(shown.hints['shop']).toMatchObject({ help: 'Its name.' })
    expect(shown.form.required).toEqual(['name', 'shop', 'apiKey'])
    expect(shown.form.properties['status']).toMatchObject({ default: 'active', oneOf: [{ title: 'On' }, {}] })
    expect([shown.reentry, shown.guides['find']?.title]).toEqual(['always', 'Find it'])
  })
})
