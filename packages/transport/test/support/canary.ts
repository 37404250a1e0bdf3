import { inspect } from 'node:util'
import { expect } from 'vitest'

/** A text that stands for a secret; it must not be found where it was not put. */
export const canary = 'canary-7f3a91c2d4'

/** Looks for the canary in everything that prints a value, at every depth. */
export function expectNoCanary(value: unknown): void {
  const stack = value instanceof Error ? value.stack : ''
  const printed = [
    inspect(value, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(value),
    String(value),
    stack,
  ]
  expect(printed.join('\n')).not.toContain(canary)
}
