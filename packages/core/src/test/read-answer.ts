import type { AnswerRule, Cause, TestStep } from '../definition.ts'
import type { HttpAnswer } from '../ports.ts'
import { fillFromValues } from '../text/template.ts'

/** Why something did not work, in words to act on. */
export interface Failure {
  readonly cause: Exclude<Cause, 'ok'>
  readonly message: string
  readonly hints: readonly string[]
}

export interface Finding {
  readonly cause: Cause
  readonly message: string
  readonly hints: readonly string[]
  /** The JSON of a good answer. */
  readonly json?: unknown
}

/** What one answer says, by the step's expectation and then by the table of answers. */
export function readAnswer(
  answer: HttpAnswer,
  step: Pick<TestStep, 'expect'>,
  { answers, values }: { readonly answers: readonly AnswerRule[]; readonly values: Readonly<Record<string, unknown>> },
): Finding {
  const json = answer.status >= 200 && answer.status < 300 ? parseJson(answer.body) : undefined
  if (json !== undefined && isExpected(json, step.expect)) {
    for (const [path, template] of Object.entries(step.expect.same ?? {})) {
      const wanted = fillFromValues(template, values)
      if (textOf(memberAt(json, path)) !== wanted) return otherAccount
    }
    return { cause: 'ok', message: 'The connection works.', hints: [], json }
  }
  return findRule(answers, answer) ?? unexpectedAnswer(answer)
}

function isExpected(json: unknown, { has = [], not = {} }: TestStep['expect']): boolean {
  if (!has.every((path) => memberAt(json, path) !== undefined)) return false
  return Object.entries(not).every(([path, texts]) => !texts.includes(textOf(memberAt(json, path)) ?? ''))
}

/** The first row of a table that matches an answer. */
export function findRule(answers: readonly AnswerRule[], answer: HttpAnswer): AnswerRule | undefined {
  return answers.find((candidate) => matches(candidate.when, answer))
}

const otherAccount: Finding = Object.freeze({
  cause: 'wrong_store',
  message: 'The credentials work, but they belong to another account than the one named in the form.',
  hints: Object.freeze(['Copy the address and the credentials from the same account.']),
})

/** What is said of an answer that no row matches. */
export function unexpectedAnswer(answer: HttpAnswer): Failure {
  const hints = ['Check that nothing else, such as a proxy or a sign-in page, answers in place of the provider.']
  const kind = answer.body === '' ? 'nothing to read' : 'something connform cannot read'
  return {
    cause: 'unexpected_answer',
    message: `The provider answered with status ${answer.status} and ${kind}.`,
    hints,
  }
}

function matches(when: AnswerRule['when'], answer: HttpAnswer): boolean {
  const { status, contentType, bodyIncludes, header } = when
  if (typeof status === 'number' && answer.status !== status) return false
  if (typeof status === 'object' && (answer.status < status[0] || answer.status > status[1])) return false
  if (contentType !== undefined && !(answer.headers['content-type'] ?? '').toLowerCase().startsWith(contentType)) {
    return false
  }
  if (bodyIncludes !== undefined && !answer.body.toLowerCase().includes(bodyIncludes.toLowerCase())) return false
  if (header === undefined) return true
  const absent = header.startsWith('!')
  const name = (absent ? header.slice(1) : header).toLowerCase()
  return Object.hasOwn(answer.headers, name) !== absent
}

/** The JSON of a body, or undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** The member at a dotted path of own members, or undefined. */
export function memberAt(json: unknown, path: string): unknown {
  let current = json
  for (const key of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Readonly<Record<string, unknown>>)[key]
  }
  return current
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
