import { isAscii, isUtf8 } from 'node:buffer'
import { findJsonMistake } from '../input/find-json-mistake.ts'
import type { LineChunk } from '../input/line-chunks.ts'
import type { Check } from './check.ts'
import { type ReportLines, reportLines } from './report-lines.ts'

export interface CheckedChunk {
  /** A line of JSON for each line that is not blank, in order. */
  readonly bytes: Buffer<ArrayBuffer>
  /** Lines up to its end, blank ones too. */
  readonly endLine: number
  /** Bytes of the input up to its end. */
  readonly endByte: number
  readonly checked: number
  readonly bad: number
}

/** Of a line, without its line feed. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

const LINE_FEED = 0x0a

/**
 * Checks each line of a chunk; every line in gives one line out, broken ones too. Blank lines are passed over, and
 * counted. The reports lie in `room` if it suffices.
 */
export function checkChunk(
  { bytes, firstLine, endByte }: LineChunk,
  check: Check,
  room: Buffer<ArrayBuffer>,
): CheckedChunk {
  const tally: Tally = { reports: reportLines(room), line: firstLine, checked: 0, bad: 0 }
  if (bytes === undefined) passOver(tally)
  else if (isAscii(bytes)) checkText(bytes.toString('latin1'), tally, check)
  else if (isUtf8(bytes)) checkText(bytes.toString(), tally, check)
  else checkBytes(bytes, tally, check)
  const { reports, line, checked, bad } = tally
  return { bytes: reports.bytes(), endLine: line - 1, endByte, checked, bad }
}

/** What has come of a chunk so far. */
interface Tally {
  readonly reports: ReportLines
  line: number
  checked: number
  bad: number
}

function checkText(text: string, tally: Tally, check: Check): void {
  for (let start = 0; start < text.length; tally.line++) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    if (end > start) checkLine(text.slice(start, end), tally, check)
    start = end + 1
  }
}

/** Some line is no text; the others are. */
function checkBytes(bytes: Buffer, tally: Tally, check: Check): void {
  for (let start = 0; start < bytes.length; tally.line++) {
    const feed = bytes.indexOf(LINE_FEED, start)
    const line = bytes.subarray(start, feed < 0 ? bytes.length : feed)
    if (isUtf8(line)) checkLine(line.toString(), tally, check)
    else refuse(tally, 'not_utf8', 'This line is not UTF-8 text.')
    start += line.length + 1
  }
}

function passOver(tally: Tally): void {
  refuse(tally, 'line_too_long', 'This line is longer than 64 MiB.')
  tally.line++
}

function checkLine(line: string, tally: Tally, check: Check): void {
  const text = tally.line === 1 ? line.replace(/^\ufeff/, '') : line
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    if (text.trim() === '') return
    // The parser's message quotes the text, which may hold a secret.
    const { column, what } = findJsonMistake(text)
    refuse(tally, 'not_json', `This line is not JSON: ${what} at column ${column}.`)
    return
  }
  const prepared = check(input)
  tally.checked++
  if (!prepared.ok) tally.bad++
  tally.reports.add(tally.line, prepared)
}

function refuse(tally: Tally, code: string, message: string): void {
  tally.checked++
  tally.bad++
  tally.reports.refuse(tally.line, { code, message })
}
