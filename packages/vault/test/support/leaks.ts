import { inspect } from 'node:util'
import { expect } from 'vitest'

/** Every text a secret of bytes could be printed as. */
export function spellings(secret: Uint8Array): string[] {
  const bytes = Buffer.from(secret)
  const encodings = (['base64', 'base64url', 'hex', 'latin1', 'utf8'] as const).map((one) => bytes.toString(one))
  return [...encodings, bytes.toString('hex').toUpperCase(), [...bytes].join(','), inspect(bytes).slice(8, 40)]
}

/** Everything an output can be read out of, errors with their stack and whatever hangs on them. */
export function printed(output: unknown): string {
  const texts = [inspect(output, { depth: 20, showHidden: true, maxArrayLength: null }), JSON.stringify(output) ?? '']
  if (output instanceof Error) texts.push(output.message, output.stack ?? '', printed(output.cause))
  return texts.join('\n')
}

export function expectNoLeak(outputs: readonly unknown[], secrets: readonly (Uint8Array | string)[]): void {
  const text = outputs.map(printed).join('\n')
  for (const secret of secrets) {
    for (const spelling of typeof secret === 'string' ? [secret] : spellings(secret))
      expect(text).not.toContain(spelling)
  }
}
