import type { SourceOption } from '../../api/setup-types.ts'

export interface ListedOption {
  readonly value: string
  readonly label: string
  /** How deep it lies in the tree; 0 at the top. */
  readonly depth: number
}

/** The options in their order, each with how deep it lies below others of the list. */
export function listed(options: readonly SourceOption[]): readonly ListedOption[] {
  const byValue = new Map(options.map((option) => [option.value, option]))
  const depthOf = (option: SourceOption): number => {
    // A list that leads in a circle ends where it began.
    const seen = new Set<string>([option.value])
    let depth = 0
    let parent = option.parent
    while (parent !== undefined && byValue.has(parent) && !seen.has(parent)) {
      seen.add(parent)
      depth += 1
      parent = byValue.get(parent)?.parent
    }
    return depth
  }
  return options.map((option) => ({ value: option.value, label: option.label, depth: depthOf(option) }))
}

/** Those that hold every word that was typed, in their label or their value. */
export function matching(options: readonly ListedOption[], typed: string): readonly ListedOption[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return options
  return options.filter(({ label, value }) => {
    const text = `${label} ${value}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
