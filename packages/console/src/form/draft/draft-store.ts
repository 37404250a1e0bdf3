import { withoutSecrets } from './change-draft.ts'
import type { Draft } from './draft.ts'

/** Holds one draft for as long as its panel is open; React reads it, nothing else keeps it. */
export interface DraftStore {
  get(): Draft
  subscribe(listener: () => void): () => void
  change(act: (draft: Draft) => Draft): void
  /** Lets go of every typed secret, for when the panel closes. */
  forgetSecrets(): void
}

export function createDraftStore(first: Draft): DraftStore {
  let draft = first
  const listeners = new Set<() => void>()
  const change = (act: (draft: Draft) => Draft): void => {
    const next = act(draft)
    if (next === draft) return
    draft = next
    for (const listener of listeners) listener()
  }
  return Object.freeze<DraftStore>({
    get: () => draft,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change,
    forgetSecrets: () => change(withoutSecrets),
  })
}
