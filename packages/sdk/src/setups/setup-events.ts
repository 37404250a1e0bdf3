import type { SetupEvent } from './setups.ts'

export interface SetupEvents {
  emit(event: SetupEvent): void
  subscribe(tenant: string, listener: (event: SetupEvent) => void): () => void
}

/** Tells listeners of one tenant's events, in the order they came, after whoever caused one has gone on. */
export function setupEvents(): SetupEvents {
  const listeners = new Map<symbol, { readonly tenant: string; readonly listener: (event: SetupEvent) => void }>()
  return Object.freeze<SetupEvents>({
    emit: (event) => {
      const told = Object.freeze(event)
      for (const [key, { tenant, listener }] of listeners) {
        if (tenant !== told.tenant) continue
        // What a listener throws is its own, and reaches the process as any failure of a callback does.
        queueMicrotask(() => {
          if (listeners.has(key)) listener(told)
        })
      }
    },
    subscribe: (tenant, listener) => {
      const key = Symbol('listener')
      listeners.set(key, { tenant, listener })
      return () => {
        listeners.delete(key)
      }
    },
  })
}
