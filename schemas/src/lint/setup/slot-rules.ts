import { isSecret } from '../../form.ts'
import type { Finding, Rule } from '../rule.ts'
import { placeholdersOf } from '../templates.ts'
import type { SetupSubject, SlotSubject } from './setup-subject.ts'

/** The one name in braces that a preset may hold. */
const nameOfSetup = 'name'

/** The field of a slot that its `status` asks for. */
const statusField = 'status'

/** What is connected, and how its form differs from the definition's. */
export const slotRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'slot-definition',
    message: 'A slot takes connections of a definition that exists.',
    check: ({ setup, slots }) =>
      Object.entries(setup.slots)
        .filter(([name]) => !slots.some((slot) => slot.name === name))
        .map(([name, slot]) => ({
          path: ['slots', name, 'definition'],
          message: `${slot.definition} is no definition.`,
        })),
  },
  {
    id: 'slot-auth-type',
    message: 'A slot offers auth types that its definition has.',
    check: perSlot(({ slot, knownAuthTypes }) =>
      (slot.authTypes ?? []).flatMap((authType, index) =>
        knownAuthTypes.includes(authType)
          ? []
          : [{ path: ['authTypes', index], message: `${authType} is no auth type of ${slot.definition}.` }],
      ),
    ),
  },
  {
    id: 'slot-field',
    message:
      'fields and order name fields of the auth types that the slot offers; order may name status, if it is asked for.',
    check: perSlot((subject) => {
      const { slot } = subject
      const isAsked = (name: string) => has(subject, name) || (name === statusField && slot.status !== undefined)
      return [
        ...Object.keys(slot.fields)
          .filter((name) => !has(subject, name))
          .map((name) => ({ path: ['fields', name], message: `${name} is no field here.` })),
        ...(slot.order ?? []).flatMap((name, index) =>
          isAsked(name) && slot.fields[name]?.hidden === undefined
            ? []
            : [{ path: ['order', index], message: `${name} is no field here, or is hidden.` }],
        ),
      ]
    }),
  },
  {
    id: 'slot-profile',
    message: 'A profile is one of the scopes of the definition.',
    check: perSlot(({ slot: { profile }, definition: { id, scopes } }) =>
      profile === undefined || Object.hasOwn(scopes?.profiles ?? {}, profile)
        ? []
        : [{ path: ['profile'], message: `${profile} is no profile of ${id}.` }],
    ),
  },
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
  {
    id: 'name-from',
    message: 'nameFrom names a text field of a slot that everybody fills in and that is no secret.',
    check: ({ setup, slots }) => {
      if (setup.nameFrom === undefined) return []
      const [slotName, name] = setup.nameFrom.split('.')
      // A slot of an unknown definition breaks a rule of its own.
      if (Object.hasOwn(setup.slots, slotName ?? '') && !slots.some((slot) => slot.name === slotName)) return []
      const found = slots.find((slot) => slot.name === slotName)
      const field = found?.fields.find((candidate) => candidate.name === name)
      const isText = field?.schema.type === 'string' && !isSecret(field.schema) && field.required
      return isText && found?.slot.fields[name ?? '']?.hidden === undefined
        ? []
        : [{ path: ['nameFrom'], message: `${setup.nameFrom} is no such field.` }]
    },
  },
]

function has({ fields }: SlotSubject, name: string): boolean {
  return fields.some((field) => field.name === name)
}

/** Applies a check to every slot; paths of findings begin at the slot. */
function perSlot(check: (subject: SlotSubject) => readonly Finding[]): (subject: SetupSubject) => Finding[] {
  return ({ slots }) =>
    slots.flatMap((slot) => check(slot).map((finding) => ({ ...finding, path: ['slots', slot.name, ...finding.path] })))
}

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
