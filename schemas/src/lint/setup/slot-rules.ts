import { isSecret } from '../../form.ts'
import type { Rule } from '../rule.ts'
import { perSlot } from './per-slot.ts'
import type { SetupSubject, SlotSubject } from './setup-subject.ts'

/** The field of a slot that its `status` asks for. */
const statusField = 'status'

/** What is connected, and which of its fields are named. */
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
