/** One operation of RFC 6902. */
export interface Change {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

/** A copy of `document` with every change made, in order. */
export function applyChanges(document: unknown, changes: readonly Change[]): unknown {
  const copy = structuredClone(document)
  for (const { op, path, value } of changes) {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = keys.pop() ?? ''
    const parent = keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], copy)
    if (typeof parent !== 'object' || parent === null) throw new Error(`${path} leads nowhere.`)
    if (op !== 'add' && !Object.hasOwn(parent, last)) throw new Error(`${path} is not there.`)
    if (Array.isArray(parent)) {
      const index = last === '-' ? parent.length : Number(last)
      parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]))
    } else if (op === 'remove') delete (parent as Record<string, unknown>)[last]
    else (parent as Record<string, unknown>)[last] = value
  }
  return copy
}
