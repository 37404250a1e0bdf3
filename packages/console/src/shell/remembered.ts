/** All that the browser keeps for us. Nothing else is ever stored in it. */
const keys = { theme: 'connform.theme', language: 'connform.language' } as const

export type Remembered = keyof typeof keys

/** Null where nothing was remembered or the browser lets nothing be. */
export function recall(what: Remembered): string | null {
  try {
    return localStorage.getItem(keys[what])
  } catch {
    return null
  }
}

/** Null forgets it. */
export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(keys[what])
    else localStorage.setItem(keys[what], value)
  } catch {
    // A browser that lets nothing be stored shows its own theme and language next time.
  }
}
