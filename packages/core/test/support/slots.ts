import fc from 'fast-check'
import type { SetupSlot, SlotField, SlotStatusField } from '../../src/index.ts'
import { bookshop } from './bookshop.ts'

export const statusField: SlotStatusField = {
  title: 'Status',
  description: 'Whether it is used.',
  active: 'On',
  inactive: 'Off',
}

const names = bookshop.form.propertyNames.enum
const fieldNames = names.filter((name) => name !== 'authType')
const present = <T>(value: T | undefined, key: string) => (value === undefined ? {} : { [key]: value })

const anyField: fc.Arbitrary<SlotField> = fc.oneof(
  fc.record({ hidden: fc.constant(true as const), preset: fc.constantFrom('{name} shop', 'fixed', 7) }),
  fc.constant({ hidden: true as const }),
  fc.record(
    { title: fc.string(), description: fc.string(), help: fc.string(), required: fc.constant(true as const) },
    { requiredKeys: [] },
  ),
)

/** Any slot of the bookshop that a document can have. */
export const anySlot: fc.Arbitrary<SetupSlot> = fc
  .record({
    authTypes: fc.option(fc.shuffledSubarray(['key', 'login'], { minLength: 1 }), { nil: undefined }),
    fields: fc.dictionary(fc.constantFrom(...fieldNames), anyField),
    order: fc.option(fc.shuffledSubarray([...names, 'status']), { nil: undefined }),
    status: fc.option(fc.constant(statusField), { nil: undefined }),
  })
  .map(({ authTypes, fields, order, status }) => ({
    title: 'Shop',
    description: '',
    definition: bookshop.id,
    fields,
    ...present(authTypes, 'authTypes'),
    ...present(order, 'order'),
    ...present(status, 'status'),
  }))
