import type { SourceOption } from '@connform/core'

const KEPT_MS = 30_000
/** The oldest goes where there are more. */
const MAX_LISTS = 500

/** Lists of connected systems, for as long as a person fills in one form. */
export interface OptionCache {
  /** One read at a time per key; what was read serves for 30 seconds, and a read that failed for nobody else. */
  read(key: string, refresh: boolean, read: () => Promise<readonly SourceOption[]>): Promise<readonly SourceOption[]>
  /** Forgets every key that begins so. */
  forget(prefix: string): void
}

export function optionCache(): OptionCache {
  const kept = new Map<string, { readonly list: Promise<readonly SourceOption[]>; readonly untilMs: number }>()
  return Object.freeze<OptionCache>({
    read: (key, refresh, read) => {
      const found = kept.get(key)
      if (!refresh && found !== undefined && found.untilMs > performance.now()) return found.list
      const list = read()
      const entry = { list, untilMs: performance.now() + KEPT_MS }
      kept.delete(key)
      kept.set(key, entry)
      const [oldest] = kept.keys()
      if (kept.size > MAX_LISTS && oldest !== undefined) kept.delete(oldest)
      // Whoever asked hears of the failure.
      list.catch(() => {
        if (kept.get(key) === entry) kept.delete(key)
      })
      return list
    },
    forget: (prefix) => {
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key)
    },
  })
}
