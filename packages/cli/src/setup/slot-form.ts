import { loadAdapter } from '@connform/adapters/load'
import {
  definitionAdapter,
  type Issue,
  planEdit,
  prepare,
  type SetupDocument,
  slotDefinition,
  slotInput,
  slotValues,
} from '@connform/core'
import type { Connection, Connform } from 'connform'
import type { Answers, AskedForm } from '../dialogue/asked-form.ts'
import { UsageError } from '../usage-error.ts'

export interface FilledSlot {
  readonly document: SetupDocument
  readonly slot: string
  /** Of the started setup, or what it will be called. */
  readonly name: string
  /** What is connected there already. */
  readonly connection: Connection | null
}

/** The form of a slot as it is asked for: in the words and the order of the setup, without what it sets itself. */
export async function askedSlotForm(
  { definitions }: Pick<Connform, 'definitions'>,
  { document, slot: key, name, connection }: FilledSlot,
): Promise<AskedForm> {
  const slot = document.slots[key]
  if (slot === undefined) throw new UsageError('The setup has no such slot.')
  const definition = definitions.get(slot.definition)
  const words = slotDefinition(definition, slot, document.guides)
  const { full, shown } = words
  const adapter = { ...((await loadAdapter(definition.id)) ?? definitionAdapter(definition)), definition: full }
  const prepared = (answers: Answers) => {
    const { input, issues } = slotInput(slot, words, answers, name)
    return { input, issues, read: prepare(full, input, { adapter }) }
  }
  const issues = (answers: Answers): Issue[] => {
    const { input, issues: own, read } = prepared(answers)
    return [...own, ...(connection === null ? read : planEdit(full, connection, input, { adapter })).issues]
  }
  const saved =
    connection === null
      ? undefined
      : {
          values: slotValues(
            slot,
            { shown },
            { values: connection.values, isActive: connection.status !== 'inactive' },
          ),
          // What has to be typed again cannot be kept by a blank.
          secrets: full.reentry === 'always' ? {} : connection.secrets,
        }
  return { definition: shown, order: slot.order, saved, issues, read: (answers) => prepared(answers).read }
}
