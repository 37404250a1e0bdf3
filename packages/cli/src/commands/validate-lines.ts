import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { exitCode } from '../exit-code.ts'
import { assertReadable } from '../input/assert-readable.ts'
import type { Terminal } from '../output/terminal.ts'
import type { ValidationReport } from './validate.ts'

interface LineWork {
  readonly check: (input: unknown) => ValidationReport
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

const notJson: ValidationReport = Object.freeze({
  valid: false,
  values: {},
  issues: [{ path: [], code: 'not_json', message: 'This line is not JSON.', severity: 'error' as const }],
  changes: [],
})

/** Checks one input per line; every line in gets one line out, in order, broken ones too. Blank lines are passed over. */
export async function validateLines(file: string, { check, terminal, signal }: LineWork): Promise<number> {
  if (file !== '-') await assertReadable(file)
  const input = file === '-' ? process.stdin : createReadStream(file)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, signal })
  let line = 0
  let bad = 0
  for await (const text of lines) {
    line++
    const clean = line === 1 ? text.replace(/^\ufeff/, '') : text
    if (clean.trim() === '') continue
    const report = checkLine(clean, check)
    if (!report.valid) bad++
    if (!process.stdout.write(`${JSON.stringify({ ...report, line })}\n`)) await once(process.stdout, 'drain')
  }
  if (bad > 0) terminal.err(`${bad} of ${line} lines are not good.`)
  return bad === 0 ? exitCode.done : exitCode.notGood
}

function checkLine(text: string, check: LineWork['check']): ValidationReport {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    // The parser's message quotes the text, which may hold a secret.
    return notJson
  }
  return check(input)
}
