import {
  type Adapter,
  ConnformError,
  type Definition,
  type Derivation,
  definitionAdapter,
  type Issue,
  nearest,
} from '@connform/core'
import { lintDefinition } from '@connform/schemas/lint'

/** The kinds of connections that can be made. */
export interface Definitions {
  list(): readonly Definition[]
  /** Throws `ERR_DEFINITION_UNKNOWN`, naming the nearest id. */
  get(id: string): Definition
  /** Takes a definition of your own, or says what is wrong with it. One with the id of a known one takes its place. */
  add(definition: unknown): { readonly ok: boolean; readonly issues: readonly Issue[] }
  /** Reads what a definition's form can be filled with out of any pasted text. Throws `ERR_DEFINITION_UNKNOWN`. */
  derive(id: string, text: string): Derivation
}

export interface DefinitionRegistry extends Definitions {
  /** The code of a definition: its own, or what the definition says as data. */
  adapter(id: string): Adapter
  find(id: string): Adapter | undefined
}

/**
 * Holds the built-in definitions and those added later.
 *
 * @param adapters code for added definitions, by id; one without code signs and tests by what it says as data
 */
export function definitionRegistry(
  builtin: Readonly<Record<string, Adapter>>,
  adapters: Readonly<Record<string, Adapter>> = {},
): DefinitionRegistry {
  const byId = new Map(Object.values(builtin).map((adapter) => [adapter.definition.id, adapter]))
  const adapter = (id: string): Adapter => {
    const found = byId.get(id)
    if (found !== undefined) return found
    const meant = nearest(String(id), [...byId.keys()])
    const hint = meant === undefined ? `Known ones: ${[...byId.keys()].join(', ')}.` : `Did you mean ${meant}?`
    throw new ConnformError('ERR_DEFINITION_UNKNOWN', 'There is no definition with this id.', hint)
  }
  return Object.freeze<DefinitionRegistry>({
    list: () => [...byId.values()].map((known) => known.definition),
    get: (id) => adapter(id).definition,
    adapter,
    find: (id) => byId.get(id),
    add: (candidate) => {
      const issues = lintDefinition(candidate)
      if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues }
      const definition = candidate as Definition
      byId.set(definition.id, adapters[definition.id] ?? definitionAdapter(definition))
      return { ok: true, issues }
    },
    derive: (id, text) => adapter(id).derive(text),
  })
}
