import type { Finding } from '../rule.ts'
import type { SetupSubject, SlotSubject } from './setup-subject.ts'

/** Applies a check to every slot; paths of findings begin at the slot. */
export function perSlot(check: (subject: SlotSubject) => readonly Finding[]): (subject: SetupSubject) => Finding[] {
  return ({ slots }) =>
    slots.flatMap((slot) => check(slot).map((finding) => ({ ...finding, path: ['slots', slot.name, ...finding.path] })))
}
