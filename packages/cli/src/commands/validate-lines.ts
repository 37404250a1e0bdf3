import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { exitCode } from '../exit-code.ts'
import { assertReadable } from '../input/assert-readable.ts'
import { type ByteLine, byteLines } from '../input/byte-lines.ts'
import { findJsonMistake } from '../input/find-json-mistake.ts'
import { whyUnreadable } from '../input/why-unreadable.ts'
import type { Terminal } from '../output/terminal.ts'
import type { ValidationReport } from './validate.ts'

const MAX_LINE_BYTES = 64 * 1024 * 1024

type Check = (input: unknown) => ValidationReport

/**
 * Checks one input per line; every line in gets one line out, in order, broken ones too. Blank lines are passed over,
 * and counted: `line` is the number an editor shows.
 */
export async function validateLines(file: string, terminal: Terminal, check: Check): Promise<number> {
  let line = 0
  let checked = 0
  let bad = 0
  for await (const lines of byteLines(openInput(file), MAX_LINE_BYTES)) {
    const reports: (ValidationReport & { readonly line: number })[] = []
    for (const bytes of lines) {
      line++
      const report = checkLine(bytes, line === 1, check)
      if (report === undefined) continue
      checked++
      if (!report.valid) bad++
      reports.push({ ...report, line })
    }
    terminal.jsonLines(reports)
  }
  terminal.err(bad === 0 ? `${checked} checked, all good.` : `${checked} checked, ${bad} not good.`)
  return bad === 0 ? exitCode.done : exitCode.notGood
}

async function* openInput(file: string): AsyncGenerator<Buffer> {
  if (file !== '-') assertReadable(file)
  const input = file === '-' ? process.stdin : createReadStream(file)
  try {
    yield* input as AsyncIterable<Buffer>
  } catch (error) {
    throw whyUnreadable(file === '-' ? 'stdin' : file, error)
  }
}

/** Undefined for a blank line. */
function checkLine(bytes: ByteLine, isFirst: boolean, check: Check): ValidationReport | undefined {
  if (bytes === undefined) return refusal('line_too_long', 'This line is longer than 64 MiB.')
  if (!isUtf8(bytes)) return refusal('not_utf8', 'This line is not UTF-8 text.')
  const text = bytes.toString('utf8')
  const clean = isFirst ? text.replace(/^\ufeff/, '') : text
  if (clean.trim() === '') return undefined
  let input: unknown
  try {
    input = JSON.parse(clean)
  } catch {
    // The parser's message quotes the text, which may hold a secret.
    const { column, what } = findJsonMistake(clean)
    return refusal('not_json', `This line is not JSON: ${what} at column ${column}.`)
  }
  return check(input)
}

const refusal = (code: string, message: string): ValidationReport => ({
  valid: false,
  values: {},
  issues: [{ path: [], code, message, severity: 'error' }],
  changes: [],
})
