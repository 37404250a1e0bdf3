import type { ConnectionRecord, Store } from '@connform/core'

/** How long what was read serves further requests: so late does a change by another process take effect. */
const KEPT_MS = 1000
/** All of them go where there are more. */
const MAX_KEPT = 1000

type Owner = Pick<ConnectionRecord, 'tenant' | 'id'>

interface Kept<T> {
  readonly value: T
  readonly untilMs: number
}

/**
 * What was read within the last second, for what is asked for again and again: of connections, opened secrets among it,
 * for clients that make many requests of one; and who comes in. What this process writes is seen at once, for then all of
 * it is forgotten.
 */
export interface Recent<T> {
  find(owner: Owner): T | undefined
  keep(owner: Owner, value: T): void
  /** Counts the writes: what was read before one is not kept after it. */
  writes(): number
  forget(): void
}

export function recent<T>(): Recent<T> {
  const kept = new Map<string, Kept<T>>()
  let writes = 0
  const keyOf = ({ tenant, id }: Owner): string => `${tenant}\n${id}`
  return Object.freeze<Recent<T>>({
    find: (owner) => {
      const found = kept.get(keyOf(owner))
      return found !== undefined && found.untilMs > performance.now() ? found.value : undefined
    },
    keep: (owner, value) => {
      if (kept.size >= MAX_KEPT) kept.clear()
      const key = keyOf(owner)
      const entry = { value, untilMs: performance.now() + KEPT_MS }
      kept.set(key, entry)
      // No secret stays because nobody asks for it again.
      setTimeout(() => {
        if (kept.get(key) === entry) kept.delete(key)
      }, KEPT_MS).unref()
    },
    writes: () => writes,
    forget: () => {
      writes += 1
      kept.clear()
    },
  })
}

/** The same store, at whose writes to connections `forget` is called. */
export function forgettingStore(store: Store, forget: () => void): Store {
  const { connections, sealed, tenants } = store
  const forgetting =
    <Words extends unknown[], Answer>(write: (...words: Words) => Promise<Answer>) =>
    async (...words: Words): Promise<Answer> => {
      try {
        return await write(...words)
      } finally {
        forget()
      }
    }
  return Object.freeze<Store>({
    ...store,
    connections: Object.freeze({
      ...connections,
      update: forgetting(connections.update),
      remove: forgetting(connections.remove),
      replaceGrant: forgetting(connections.replaceGrant),
    }),
    sealed: Object.freeze({ ...sealed, replace: forgetting(sealed.replace) }),
    tenants: Object.freeze({ ...tenants, remove: forgetting(tenants.remove) }),
  })
}
