import type { FieldSchema } from '../definition.ts'
import type { Change, Issue } from '../issue.ts'
import { cleanText, looksClean, type Removed } from '../text/clean-text.ts'
import type { FieldPlan } from './form-plan.ts'

/** Where a check reports to. */
export interface Report {
  issue(field: FieldPlan, words: Pick<Issue, 'code' | 'message' | 'hint'>, severity?: Issue['severity']): void
  change(field: FieldPlan, kind: Change['kind'], message: string): void
}

/** What stands for "no value here": blank text, like an absent member. */
export const ABSENT: unique symbol = Symbol('absent')

/** The value as it goes on, {@link ABSENT} for a blank, or undefined where an issue was reported. */
export type Checked = string | number | boolean | readonly string[] | typeof ABSENT | undefined

/** Cleans one value and checks it against its field. */
export function checkValue(field: FieldPlan, value: unknown, report: Report): Checked {
  if (field.schema.type === 'string') {
    if (typeof value === 'string') return checkText(field, value, report)
    return refuse(field, report, field.messages.type(typeName(value)))
  }
  return checks[field.schema.type](field, value, report)
}

function checkText(field: FieldPlan, value: string, report: Report): Checked {
  // Most texts are what the form asks for already, and are told apart from the rest by one look.
  if (field.options?.has(value)) return value
  if (field.patternIsPlain && value.length <= field.maxLength && field.pattern?.test(value)) return value
  let text = value
  if (!looksClean(value)) {
    const cleaned = cleanText(value)
    text = cleaned.text
    if (cleaned.removed.length > 0 && text !== '')
      report.change(field, 'trimmed', removedMessage(field, cleaned.removed))
    if (!text.isWellFormed()) return refuse(field, report, field.messages.brokenText())
    if (field.inHeader && !printableAscii.test(text)) {
      const words = isMask(text) ? field.messages.mask() : field.messages.notHeaderText()
      return refuse(field, report, words)
    }
  }
  if (text === '') return ABSENT
  if (field.lowerCase) {
    const lower = text.toLowerCase()
    if (lower !== text) report.change(field, 'lowercased', `${field.schema.title} was put in lower case.`)
    text = lower
  }
  if (field.toOrigin) text = cutToOrigin(field, text, report)
  if (field.options !== undefined) {
    return field.options.has(text) ? text : refuse(field, report, field.messages.option())
  }
  if (field.secret && isMask(text)) return refuse(field, report, field.messages.mask())
  // JSON Schema counts code points; UTF-16 units are never fewer.
  if (text.length > field.maxLength && isLonger(text, field.maxLength)) {
    return refuse(field, report, field.messages.tooLong())
  }
  if (field.minLength > 1 && [...text].length < field.minLength) return refuse(field, report, field.messages.tooShort())
  if (field.pattern !== undefined && !field.pattern.test(text)) return refuse(field, report, field.messages.pattern())
  if (field.format !== undefined && !field.format.holds(text)) return refuse(field, report, field.messages.format())
  return text
}

/** People copy the address of the page they look at; its path, its query and a password in it are none of ours. */
function cutToOrigin(field: FieldPlan, text: string, report: Report): string {
  const address = URL.parse(text)
  if (address === null || address.origin === 'null' || address.origin === text) return text
  report.change(field, 'derived', `${field.schema.title} was cut down to its beginning, without path and query.`)
  return address.origin
}

/** A code point takes at most two UTF-16 units, so that only texts near the limit need counting. */
const isLonger = (text: string, most: number): boolean => text.length > 2 * most || [...text].length > most

const printableAscii = /^[\x20-\x7e]*$/

/** True for text of mask characters alone, such as `****` or `••••`: no secret consists of those. */
export function isMask(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first === 0x2a || first > 0x7e) && /^[*\u2022\u25cf\u2219\u00b7\u2027\u26ab\u2b24]+$/.test(text)
}

const checks: Readonly<
  Record<Exclude<FieldSchema['type'], 'string'>, (field: FieldPlan, value: unknown, report: Report) => Checked>
> = Object.freeze({ integer: checkNumber, number: checkNumber, boolean: checkBoolean, array: checkList })

function checkNumber(field: FieldPlan, value: unknown, report: Report): Checked {
  let number = value
  if (typeof value === 'string') {
    const { text } = cleanText(value)
    if (text === '') return ABSENT
    // Forms hand over numbers as text; only the plain decimal spelling is read as one.
    if (!/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text)) return refuse(field, report, field.messages.type('text'))
    number = Number(text)
    report.change(field, 'derived', `${field.schema.title} was read as a number.`)
  }
  const whole = field.schema.type === 'integer'
  if (typeof number !== 'number' || !Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    return refuse(field, report, field.messages.type(typeName(number)))
  }
  if (field.schema.minimum !== undefined && number < field.schema.minimum) {
    return refuse(field, report, field.messages.tooSmall())
  }
  if (field.schema.maximum !== undefined && number > field.schema.maximum) {
    return refuse(field, report, field.messages.tooBig())
  }
  return number
}

function checkBoolean(field: FieldPlan, value: unknown, report: Report): Checked {
  return typeof value === 'boolean' ? value : refuse(field, report, field.messages.type(typeName(value)))
}

/** Above this many entries a list is refused unread: no form offers as many. */
const MAX_LIST_ENTRIES = 10_000

function checkList(field: FieldPlan, value: unknown, report: Report): Checked {
  if (!Array.isArray(value)) return refuse(field, report, field.messages.type(typeName(value)))
  const most = field.schema.maxItems ?? Math.max(field.options?.size ?? 0, MAX_LIST_ENTRIES)
  if (value.length > most) return refuse(field, report, field.messages.tooMany(most))
  const entries = areOptions(field, value) ? value.slice() : cleanEntries(field, value, report)
  if (entries === undefined) return undefined
  if (entries.length < (field.schema.minItems ?? 0)) {
    return field.required && entries.length === 0
      ? refuse(field, report, field.missing)
      : refuse(field, report, field.messages.tooFew())
  }
  if (field.schema.uniqueItems === true && hasTwins(entries)) return refuse(field, report, field.messages.duplicate())
  return entries
}

/** Most lists hold what can be chosen, and are told apart from the rest by one look. */
function areOptions(field: FieldPlan, list: readonly unknown[]): list is readonly string[] {
  const { options } = field
  if (options === undefined) return false
  for (const entry of list) if (!options.has(entry)) return false
  return true
}

function cleanEntries(field: FieldPlan, list: readonly unknown[], report: Report): readonly string[] | undefined {
  const entries: string[] = []
  const removed = new Set<Removed>()
  for (const entry of list) {
    if (typeof entry !== 'string') return refuse(field, report, field.messages.type(`a list with ${typeName(entry)}`))
    const cleaned = cleanText(entry)
    for (const what of cleaned.removed) removed.add(what)
    if (field.options?.has(cleaned.text) === false) return refuse(field, report, field.messages.option())
    entries.push(cleaned.text)
  }
  if (removed.size > 0) report.change(field, 'trimmed', removedMessage(field, [...removed]))
  return entries
}

/** Up to so many entries are compared with each other; more are sorted out by a set, which costs more to fill. */
const FEW_ENTRIES = 16

function hasTwins(entries: readonly string[]): boolean {
  if (entries.length > FEW_ENTRIES) return new Set(entries).size < entries.length
  for (let later = 1; later < entries.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) if (entries[earlier] === entries[later]) return true
  }
  return false
}

function refuse(field: FieldPlan, report: Report, words: Pick<Issue, 'code' | 'message' | 'hint'>): undefined {
  report.issue(field, words)
}

const removedMessage = (field: FieldPlan, removed: readonly Removed[]): string =>
  `Removed ${removed.join(' and ')} from ${field.schema.title}.`

function typeName(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeNames[typeof value] ?? 'something else'
}

const typeNames: Readonly<Record<string, string>> = Object.freeze({
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
})
