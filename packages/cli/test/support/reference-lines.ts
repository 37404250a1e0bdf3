import { isUtf8 } from 'node:buffer'
import { loadAdapter } from '@connform/adapters/load'
import { maskValues, prepare } from '@connform/core'
import { findJsonMistake } from '../../src/input/find-json-mistake.ts'
import { printable } from '../../src/output/printable.ts'

/** What `validate --ndjson` must print for some input, one line after the other and in no hurry. */
export async function referenceLines(definition: string, input: Buffer): Promise<string> {
  const adapter = await loadAdapter(definition)
  if (adapter === undefined) throw new Error(`There is no adapter ${definition}.`)
  const report = (bytes: Buffer, line: number): object | undefined => {
    const refused = (code: string, message: string) => {
      return { valid: false, values: {}, issues: [{ path: [], code, message, severity: 'error' }], changes: [], line }
    }
    if (!isUtf8(bytes)) return refused('not_utf8', 'This line is not UTF-8 text.')
    const text = line === 1 ? bytes.toString().replace(/^\ufeff/, '') : bytes.toString()
    if (text.trim() === '') return undefined
    try {
      const prepared = prepare(adapter.definition, JSON.parse(text), { adapter })
      const { ok: valid, issues, changes } = prepared
      return { valid, values: maskValues(prepared), issues, changes, line }
    } catch {
      const { column, what } = findJsonMistake(text)
      return refused('not_json', `This line is not JSON: ${what} at column ${column}.`)
    }
  }
  return input
    .toString('latin1')
    .split('\n')
    .map((line, index) => report(Buffer.from(line, 'latin1'), index + 1))
    .filter((found) => found !== undefined)
    .map((found) => `${printable(JSON.stringify(found))}\n`)
    .join('')
}
