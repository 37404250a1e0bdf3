import { ConnformError, nearest, type SetupDocument, type SlotDefinition, slotDefinition } from '@connform/core'
import { lintSetup } from '@connform/schemas/lint'
import type { DefinitionRegistry } from '../definitions.ts'
import type { SetupDocuments } from './setups.ts'

export interface SetupRegistry extends SetupDocuments {
  find(id: string): SetupDocument | undefined
  /** A slot's definition in the words of the setup. Throws `ERR_OPTION_INVALID` for a slot the document does not have. */
  slot(document: SetupDocument, slot: string): SlotWords
}

export interface SlotWords extends SlotDefinition {
  readonly slot: SetupDocument['slots'][string]
}

/** Holds the built-in setups and those added later. */
export function setupRegistry(builtin: readonly SetupDocument[], definitions: DefinitionRegistry): SetupRegistry {
  const byId = new Map(builtin.map((document) => [document.id, document]))
  // A definition in other words is the same object at each use, so that its form is compiled once.
  const words = new WeakMap<SetupDocument, Map<string, { of: unknown; words: SlotWords }>>()
  const get = (id: string): SetupDocument => {
    const found = byId.get(id)
    if (found !== undefined) return found
    const meant = nearest(String(id), [...byId.keys()])
    const hint = meant === undefined ? `Known ones: ${[...byId.keys()].join(', ')}.` : `Did you mean ${meant}?`
    throw new ConnformError('ERR_SETUP_UNKNOWN', 'There is no setup document with this id.', hint)
  }
  return Object.freeze<SetupRegistry>({
    list: () => [...byId.values()],
    get,
    find: (id) => byId.get(id),
    add: (candidate) => {
      const issues = lintSetup(candidate, { definitions: definitions.list() })
      if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues }
      const document = candidate as SetupDocument
      byId.set(document.id, document)
      return { ok: true, issues }
    },
    slot: (document, name) => {
      const slot = Object.hasOwn(document.slots, name) ? document.slots[name] : undefined
      if (slot === undefined) {
        const known = Object.keys(document.slots)
        throw new ConnformError('ERR_OPTION_INVALID', 'This setup has no such slot.', `Slots: ${known.join(', ')}.`)
      }
      const { definition } = definitions.adapter(slot.definition)
      const ofDocument = words.get(document) ?? new Map()
      words.set(document, ofDocument)
      const kept = ofDocument.get(name)
      if (kept?.of === definition) return kept.words
      const made = { slot, ...slotDefinition(definition, slot, document.guides) }
      ofDocument.set(name, { of: definition, words: made })
      return made
    },
  })
}
