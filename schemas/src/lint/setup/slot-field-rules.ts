import { isSecret } from '../../form.ts'
import type { Finding, Rule } from '../rule.ts'
import { placeholdersOf } from '../templates.ts'
import { perSlot } from './per-slot.ts'
import type { SetupSubject, SlotSubject } from './setup-subject.ts'

/** The one name in braces that a preset may hold. */
const nameOfSetup = 'name'

/** How one field of a slot differs from the definition's. */
export const slotFieldRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'hidden-preset',
    message: 'A hidden field that must be filled in has a preset, and a preset stands with hidden: true.',
    check: perSlotField(({ fields }, name, { hidden, required, preset }) => {
      const needed = required === true || fields.some((field) => field.name === name && field.required)
      if (hidden === true && needed && preset === undefined) return [{ path: [], message: `${name} holds nothing.` }]
      return hidden === undefined && preset !== undefined
        ? [{ path: ['preset'], message: `${name} is asked for all the same.` }]
        : []
    }),
  },
  {
    id: 'preset-valid',
    message:
      'A preset is of the type of its field, one of its options if it has some, and never a secret or the auth type.',
    check: perSlotField(({ fields, discriminator }, name, { preset }) => {
      const field = fields.find((candidate) => candidate.name === name)
      if (preset === undefined || field === undefined) return []
      const { type, oneOf } = field.schema
      const fits = typeof preset === 'string' ? type === 'string' : type === 'integer' || type === 'number'
      const isOption = oneOf === undefined || oneOf.some((option) => option.const === preset)
      return fits && isOption && !isSecret(field.schema) && name !== discriminator
        ? []
        : [{ path: ['preset'], message: `${name} cannot hold this.` }]
    }),
  },
  {
    id: 'placeholder-known',
    message: 'A {placeholder} of shown names a field of the slot that is no secret; one of a preset is {name}.',
    check: perSlotField(({ fields }, _name, { preset, shown }) => {
      const open = (name: string) => fields.some((field) => field.name === name && !isSecret(field.schema))
      return [
        ...placeholdersOf(shown ?? '')
          .filter((name) => !open(name))
          .map((name) => ({ path: ['shown'], message: `{${name}} names no field here, or a secret.` })),
        ...placeholdersOf(String(preset ?? ''))
          .filter((name) => name !== nameOfSetup)
          .map((name) => ({ path: ['preset'], message: `{${name}} means nothing here.` })),
      ]
    }),
  },
  {
    id: 'shown-open',
    message: 'A field that is shown otherwise than it is saved is no secret, and is not hidden.',
    check: perSlotField(({ fields }, name, { shown, hidden }) =>
      shown !== undefined && (hidden || fields.some((field) => field.name === name && isSecret(field.schema)))
        ? [{ path: ['shown'], message: `${name} is never shown.` }]
        : [],
    ),
  },
]

type SlotField = SlotSubject['slot']['fields'][string]

/** Applies a check to every field of a slot that differs; paths of findings begin at the field. */
function perSlotField(
  check: (subject: SlotSubject, name: string, field: SlotField) => readonly Finding[],
): (subject: SetupSubject) => Finding[] {
  return perSlot((subject) =>
    Object.entries(subject.slot.fields).flatMap(([name, field]) =>
      check(subject, name, field).map((finding) => ({ ...finding, path: ['fields', name, ...finding.path] })),
    ),
  )
}
