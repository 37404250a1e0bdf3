import { type Change, type Issue, MASK, type Prepared } from '@connform/core'
import { printable } from '../output/printable.ts'

/** Collects reports as lines of JSON, in bytes. */
export interface ReportLines {
  /** Secrets are masked. */
  add(line: number, prepared: Prepared): void
  /** What is said of a line that holds no input at all. */
  refuse(line: number, words: Pick<Issue, 'code' | 'message'>): void
  /** All that was collected. */
  bytes(): Buffer<ArrayBuffer>
}

const VALID = Buffer.from('{"valid":true,"values":')
const INVALID = Buffer.from('{"valid":false,"values":')
const NOTHING_TO_SAY = Buffer.from(',"issues":[],"changes":[],"line":')
const ISSUES = Buffer.from(',"issues":')
const CHANGES = Buffer.from(',"changes":')
const LINE = Buffer.from(',"line":')
const END = Buffer.from('}\n')
const BRACE = 0x7b
const DELETE = 0x7f
/** UTF-8 takes no more for one unit of UTF-16. */
const BYTES_PER_UNIT = 3

/**
 * Puts a line together from its parts: most of them are always the same, and copied. With `maskValues` and one
 * `JSON.stringify` for all it takes half as long again.
 *
 * @param room where they are put; where it does not suffice, another is made
 */
export function reportLines(room: Buffer<ArrayBuffer>): ReportLines {
  let buffer = room
  let length = 0
  const makeRoom = (bytes: number): void => {
    if (length + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (length + bytes))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  const copy = (bytes: Uint8Array): void => {
    makeRoom(bytes.length)
    buffer.set(bytes, length)
    length += bytes.length
  }
  const text = (json: string): void => {
    makeRoom(json.length * BYTES_PER_UNIT)
    const written = buffer.write(json, length)
    // Beyond ASCII, JSON leaves some characters as they are that a terminal would obey.
    if (written === json.length) length += written
    else copy(Buffer.from(printable(json)))
  }
  const masked = (secrets: Prepared['secrets']): void => {
    for (const key in secrets) {
      const member = maskedMember(key)
      // In place of the brace that closes the values.
      length--
      copy(buffer[length - 1] === BRACE ? member.subarray(1) : member)
    }
  }
  const list = (entries: readonly (Issue | Change)[]): void => {
    const [first] = entries
    if (entries.length === 1 && Object.isFrozen(first)) copy(listOfOne(first as Issue))
    else text(JSON.stringify(entries))
  }
  const end = (line: number): void => {
    const digits = String(line)
    makeRoom(digits.length)
    for (let index = 0; index < digits.length; index++) buffer[length++] = digits.charCodeAt(index)
    copy(END)
  }
  return {
    add: (line, { ok, values, secrets, issues, changes }) => {
      copy(ok ? VALID : INVALID)
      text(JSON.stringify(values))
      masked(secrets)
      if (issues.length === 0 && changes.length === 0) copy(NOTHING_TO_SAY)
      else {
        copy(ISSUES)
        list(issues)
        copy(CHANGES)
        list(changes)
        copy(LINE)
      }
      end(line)
    },
    refuse: (line, { code, message }) => {
      const issues = [{ path: [], code, message, severity: 'error' }]
      copy(INVALID)
      text('{}')
      copy(ISSUES)
      text(JSON.stringify(issues))
      copy(CHANGES)
      text('[]')
      copy(LINE)
      end(line)
    },
    bytes: () => {
      const bytes = buffer.subarray(0, length)
      if (!bytes.includes(DELETE)) return bytes
      length = 0
      text(printable(bytes.toString()))
      return buffer.subarray(0, length)
    },
  }
}

const maskedMembers = new Map<string, Buffer>()

/** A member with its comma, and the brace that closes all. Secrets have the names of fields: there are few. */
function maskedMember(key: string): Buffer {
  let member = maskedMembers.get(key)
  if (member === undefined) {
    member = Buffer.from(`,${JSON.stringify(key)}:${JSON.stringify(MASK)}}`)
    maskedMembers.set(key, member)
  }
  return member
}

const listsOfOne = new WeakMap<Issue, Buffer>()

/** The commonest issues are made once, such as that of a field without a value. */
function listOfOne(issue: Issue): Buffer {
  let list = listsOfOne.get(issue)
  if (list === undefined) {
    list = Buffer.from(printable(JSON.stringify([issue])))
    listsOfOne.set(issue, list)
  }
  return list
}
