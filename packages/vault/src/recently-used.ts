import type { Clock } from '@connform/core'

/** What was used within this time is never dropped: a caller loads keys, awaits something, and then seals. */
const KEEP_MS = 10_000

export interface Used<T> {
  value: T
  /** Set it to true with each use that does not go through `find`; cheaper than asking the time. */
  used: boolean
}

/** Values by name, of which those used longest ago are dropped. */
export interface RecentlyUsed<T> {
  /** Without counting as a use. */
  peek(name: string): Used<T> | undefined
  find(name: string): T | undefined
  set(name: string, value: T): void
  delete(name: string): void
  clear(): void
}

/** Keeps at most `max` values and, beyond them, those that were used within the last ten seconds. */
export function recentlyUsed<T>(max: number, clock: Clock): RecentlyUsed<T> {
  // In the order of their last use, as far as it is known.
  const entries = new Map<string, Used<T> & { usedAtMs: number }>()

  function dropOldest(): void {
    const now = clock().getTime()
    for (const [name, entry] of entries) {
      if (entries.size <= max) return
      if (entry.used) moveToEnd(name, entry, now)
      else if (Math.abs(now - entry.usedAtMs) < KEEP_MS) return
      else entries.delete(name)
    }
  }

  function moveToEnd(name: string, entry: Used<T> & { usedAtMs: number }, now: number): void {
    entry.used = false
    entry.usedAtMs = now
    entries.delete(name)
    entries.set(name, entry)
  }

  return Object.freeze({
    peek: (name) => entries.get(name),
    find(name) {
      const entry = entries.get(name)
      if (entry === undefined) return undefined
      moveToEnd(name, entry, clock().getTime())
      return entry.value
    },
    set(name, value) {
      const usedAtMs = clock().getTime()
      const entry = entries.get(name) ?? { value, used: false, usedAtMs }
      entry.value = value
      moveToEnd(name, entry, usedAtMs)
      dropOldest()
    },
    delete: (name) => void entries.delete(name),
    clear: () => entries.clear(),
  } satisfies RecentlyUsed<T>)
}
