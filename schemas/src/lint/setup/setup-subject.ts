import { allFields, type Field, noAuthType, readForm } from '../../form.ts'
import type { Definition } from '../../generated/definition.ts'
import type { SetupDocument, SetupSlot } from '../../generated/setup.ts'
import { fieldsOf } from '../fields-of.ts'
import type { FormSubject } from '../rule.ts'

/** A slot whose definition is known. */
export interface SlotSubject {
  readonly name: string
  readonly slot: SetupSlot
  readonly definition: Definition
  /** Of the definition; none where its form has no auth type. */
  readonly knownAuthTypes: readonly string[]
  /** The field that chooses the auth type. */
  readonly discriminator: string | undefined
  /** Fields of the auth types the slot offers. A name may come more than once. */
  readonly fields: readonly Field[]
}

/** A setup whose shape is right, with the definitions it builds upon. */
export interface SetupSubject {
  readonly setup: SetupDocument
  readonly slots: readonly SlotSubject[]
  readonly settings: readonly Field[]
  /** Names of the sources of a definition's systems, by its id; undefined where nobody can tell. */
  readonly sources: Readonly<Record<string, readonly string[]>> | undefined
}

/** Reads a setup into its parts. A slot of an unknown definition is left out: a rule of its own names it. */
export function readSetup(
  setup: SetupDocument,
  definitions: readonly Definition[],
  sources: SetupSubject['sources'],
): SetupSubject {
  const slots = Object.entries(setup.slots).flatMap(([name, slot]): SlotSubject[] => {
    const definition = definitions.find(({ id }) => id === slot.definition)
    if (definition === undefined) return []
    const parts = readForm(definition.form)
    const knownAuthTypes = parts.branches.map(({ authType }) => authType)
    const offered = slot.authTypes ?? (knownAuthTypes.length > 0 ? knownAuthTypes : [noAuthType])
    const own = offered.flatMap((authType) => fieldsOf({ ...parts, shared: [] }, authType))
    return [
      {
        name,
        slot,
        definition,
        knownAuthTypes,
        discriminator: parts.discriminator,
        fields: [...parts.shared, ...own],
      },
    ]
  })
  return { setup, slots, settings: allFields(formOf(setup).parts), sources }
}

/** The form of the settings, for the rules of forms. */
export function formOf({ settings: { form } }: SetupDocument): FormSubject {
  return { definition: { form }, parts: readForm(form) }
}
