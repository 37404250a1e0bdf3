/** Statements kept prepared. The store has a few dozen of its own; only searches add to them. */
const MAX_STATEMENTS = 128

/** What is made of the text of a statement, kept by it. */
export function preparedOnce<T>(prepare: (text: string) => T): { get(text: string): T; clear(): void } {
  const kept = new Map<string, T>()
  return Object.freeze({
    get(text: string) {
      const known = kept.get(text)
      if (known !== undefined) return known
      const made = prepare(text)
      if (kept.size >= MAX_STATEMENTS) kept.clear()
      kept.set(text, made)
      return made
    },
    clear: () => kept.clear(),
  })
}
