import { isSecret } from '../../form.ts'
import type { Finding, Rule } from '../rule.ts'
import type { SetupSubject } from './setup-subject.ts'

/** What may not change, and what helps where it must. */
export const lockRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'lock-known',
    message: 'A lock names fields of the settings, mappings, or fields of slots as in slot.field, that are no secrets.',
    check: perLockedField((name, subject) =>
      isLockable(subject, name) ? [] : [`${name} is no setting and no field of a slot, or is a secret.`],
    ),
  },
  {
    id: 'lock-once',
    message: 'A field is locked once: a change of it needs one reset.',
    check: (subject) => {
      const seen = new Set<string>()
      return perLockedField((name) => (seen.size < seen.add(name).size ? [] : [`${name} is locked twice.`]))(subject)
    },
  },
  {
    id: 'lock-reset',
    message: 'A lock needs a reset that stands in resets.',
    check: ({ setup: { locks, resets } }) =>
      locks.flatMap(({ reset }, index) =>
        Object.hasOwn(resets, reset) ? [] : [{ path: ['locks', index, 'reset'], message: `${reset} has no text.` }],
      ),
  },
]

/** Applies a check, which answers in messages, to every name in every lock. */
function perLockedField(
  check: (name: string, subject: SetupSubject) => readonly string[],
): (subject: SetupSubject) => Finding[] {
  return (subject) =>
    subject.setup.locks.flatMap(({ fields }, index) =>
      fields.flatMap((name, at) =>
        check(name, subject).map((message) => ({ path: ['locks', index, 'fields', at], message })),
      ),
    )
}

function isLockable({ setup, slots, settings }: SetupSubject, name: string): boolean {
  const [slotName = '', fieldName] = name.split('.')
  if (fieldName === undefined) {
    return Object.hasOwn(setup.settings.mappings, name) || settings.some((field) => field.name === name)
  }
  const slot = slots.find((candidate) => candidate.name === slotName)
  // A slot of an unknown definition breaks a rule of its own.
  if (slot === undefined) return Object.hasOwn(setup.slots, slotName)
  return slot.fields.some((field) => field.name === fieldName && !isSecret(field.schema))
}
