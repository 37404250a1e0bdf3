import { type Definition, type SetupDocument, type SetupSlot, slotDefinition } from '@connform/core'

/** A slot and its definition, in the words of the setup. */
export interface SlotWords {
  readonly rules: SetupSlot
  readonly full: Definition
  /** With the form that people fill in. */
  readonly shown: Definition
}

/** The same definition object for as long as nothing changes, so that its form is compiled once. */
export function slotWords(document: SetupDocument, slot: string, definition: Definition): SlotWords | undefined {
  const rules = Object.hasOwn(document.slots, slot) ? document.slots[slot] : undefined
  if (rules === undefined) return undefined
  const { full, shown } = slotDefinition(definition, rules, document.guides)
  const documentation = document.documentation ?? definition.documentation
  return { rules, full, shown: { ...shown, documentation } }
}
