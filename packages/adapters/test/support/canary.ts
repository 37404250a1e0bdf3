import { inspect } from 'node:util'
import { expect } from 'vitest'

/** Looks for secrets in everything that prints a value. */
export function expectNoSecret(value: unknown, ...secrets: readonly string[]): void {
  const stack = value instanceof Error ? (value.stack ?? '') : ''
  const printed = [inspect(value, { depth: null, showHidden: true }), JSON.stringify(value), String(value), stack]
  for (const secret of secrets) expect(printed.join('\n')).not.toContain(secret)
}
