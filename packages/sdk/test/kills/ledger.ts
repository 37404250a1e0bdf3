import type { Line } from './lines.ts'

/** What must be true of a connection after all the kills. */
export interface Expected {
  readonly id: string
  readonly name: string
  /** The secret that was acknowledged last, and one that was under way when a life ended: either may be stored. */
  readonly secrets: readonly string[]
  /** Its removal was under way when a life ended: it may be gone. */
  readonly mayBeGone: boolean
}

/** Keeps the books of one lane: what was acknowledged, and what was under way when a life ended. */
export interface Ledger {
  note(line: Line): void
  /** The life ended: what it had begun may have happened or not. */
  end(): void
  own(): string[]
  serial(): number
  expected(): Expected[]
  /** Names of connections whose creation was never acknowledged: each may be there, with this secret, or not. */
  maybe(): ReadonlyMap<string, string>
}

export function ledger(): Ledger {
  const known = new Map<string, Expected>()
  const unacknowledged = new Map<string, string>()
  let underWay: Line | undefined
  let serial = 0
  return {
    note: (line) => {
      if ('about' in line) {
        underWay = line
        if (line.about === 'create' || line.about === 'edit') serial += 1
        return
      }
      underWay = undefined
      if (line.done === 'create') known.set(line.id, { ...line, secrets: [line.secret], mayBeGone: false })
      if (line.done === 'edit') {
        const before = known.get(line.id)
        if (before !== undefined) known.set(line.id, { ...before, secrets: [line.secret] })
      }
      if (line.done === 'remove') known.delete(line.id)
    },
    end: () => {
      const line = underWay
      underWay = undefined
      if (line === undefined || !('about' in line)) return
      if (line.about === 'create') unacknowledged.set(line.name, line.secret)
      const before = 'id' in line ? known.get(line.id) : undefined
      if (before === undefined) return
      if (line.about === 'edit') known.set(before.id, { ...before, secrets: [...before.secrets, line.secret] })
      if (line.about === 'remove') known.set(before.id, { ...before, mayBeGone: true })
    },
    // What may be gone is left alone from then on.
    own: () => [...known.values()].filter(({ mayBeGone }) => !mayBeGone).map(({ id }) => id),
    serial: () => serial,
    expected: () => [...known.values()],
    maybe: () => unacknowledged,
  }
}
