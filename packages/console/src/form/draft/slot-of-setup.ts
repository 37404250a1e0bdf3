import { type Definition, fillFromValues, type SetupSlot, slotInput } from '@connform/core'

/** What a form is filled in for, where it is a slot of a setup: its words are the draft's definition already. */
export interface SlotOfSetup {
  readonly rules: SetupSlot
  /** With the fields that are not asked for: what a filled form goes through. */
  readonly full: Definition
  /** With what people fill in. */
  readonly shown: Definition
  /** Of the setup. */
  readonly name: string
  /** What is saved, as the definition knows it; undefined where nothing is connected. */
  readonly saved?: {
    readonly authType: string
    readonly values: Readonly<Record<string, unknown>>
    readonly secrets: Readonly<Record<string, unknown>>
  }
}

/** A filled form with what the slot sets itself, as the server completes it. */
export const completed = ({ rules, full, shown, name }: SlotOfSetup, input: unknown) =>
  slotInput(rules, { full, shown }, input, name)

/** A cleaned value as the slot shows it, such as an address in the place of the code in it. */
export function asShown(slot: SlotOfSetup | undefined, key: string, value: unknown): unknown {
  const template = slot?.rules.fields[key]?.shown
  return template === undefined || typeof value !== 'string' ? value : fillFromValues(template, { [key]: value })
}
