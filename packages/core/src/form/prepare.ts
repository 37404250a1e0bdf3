import type { Definition } from '../definition.ts'
import type { Change, Issue } from '../issue.ts'
import { noticeIssue } from '../notices.ts'
import type { Adapter } from '../ports.ts'
import { Secret } from '../secret.ts'
import { cleanText } from '../text/clean-text.ts'
import { nearest } from '../text/nearest.ts'
import { ABSENT, checkValue, type Report } from './check-value.ts'
import { deriveInput } from './derive-input.ts'
import { type BranchPlan, type FieldPlan, type FormPlan, formPlan, issueAbout, NO_AUTH_TYPE } from './form-plan.ts'
import { typedSecrets } from './typed-secrets.ts'

export interface PrepareOptions {
  /** Reads pasted URLs and finds look-alike mistakes. Without it, text is taken as it is typed. */
  readonly adapter?: Pick<Adapter, 'derive' | 'inspect'>
  /** The day that dated notices are judged by. Default is the present moment. */
  readonly now?: Date
}

export interface Prepared {
  /** True where no issue is an error. */
  readonly ok: boolean
  /** Cleaned values that are not secret. */
  readonly values: Readonly<Record<string, unknown>>
  /** Cleaned secrets; each prints as a mask. */
  readonly secrets: Readonly<Record<string, Secret>>
  /** At most one per field, in form order. */
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
}

/**
 * Takes what a person filled in all the way to values that can be tested and stored: normalise, derive, prune,
 * defaults, validate, split. Pure; never throws, whatever `input` is; no issue or change holds a secret's text.
 *
 * @param input the filled form, as parsed from JSON
 */
export function prepare(definition: Definition, input: unknown, options: PrepareOptions = {}): Prepared {
  return prepareForm(formPlan(definition), input, options)
}

export interface FormOptions extends PrepareOptions {
  /** Saved secrets that need not be typed again, in an edit. */
  readonly saved?: ReadonlySet<string>
  /** In an edit, the auth type so far: while it stays, notices that refuse only new connections warn. */
  readonly savedAuthType?: unknown
}

/** {@link prepare} on a compiled form. */
export function prepareForm(plan: FormPlan, input: unknown, options: FormOptions): Prepared {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return notAnObject
  const given = input as Input
  return collect(plan, given, { options, branch: branchOf(plan, given), collector: new Collector(), isRead: false })
}

type Input = Readonly<Record<string, unknown>>

interface Collecting {
  readonly options: FormOptions
  readonly branch: BranchPlan
  readonly collector: Collector
  /** Pasted texts have been read, and what was found stands in the input. */
  readonly isRead: boolean
}

/** Walks through the fields; begins again when a refused text turns out to hold what the form asks for. */
function collect(plan: FormPlan, input: Input, way: Collecting): Prepared {
  const { options, collector, branch } = way
  const values: Record<string, unknown> = {}
  const secrets: Record<string, Secret> = {}
  let met = 0
  for (const field of branch.fields) {
    const given = input[field.key]
    if (given !== undefined) met++
    const value = given === undefined || given === null ? ABSENT : checkValue(field, given, collector)
    if (value === undefined) {
      if (field.derivable && !way.isRead && typeof given === 'string' && options.adapter !== undefined) {
        const fresh = { ...way, collector: new Collector(), isRead: true }
        const read = deriveInput(plan, branch, { input, adapter: options.adapter, report: fresh.collector })
        return collect(plan, read, fresh)
      }
    } else if (value !== ABSENT) {
      if (field.secret) secrets[field.key] = new Secret(value as string)
      else values[field.key] = value
    } else if (field.schema.default !== undefined) {
      values[field.key] = copyOf(field.schema.default)
      collector.change(field, 'defaulted', `${field.schema.title} was set to ${String(field.schema.default)}.`)
    } else if (field.required && !(options.saved?.has(field.key) ?? false)) collector.missing(field)
  }
  if (countMembers(input) !== met) collector.others(plan, branch, input)
  const authType = plan.discriminator === undefined ? NO_AUTH_TYPE : values[plan.discriminator]
  if (plan.definition.notices.length > 0 && typeof authType === 'string') {
    const isNew = options.savedAuthType !== authType
    const issue = noticeIssue(plan.definition, authType, { now: options.now ?? new Date(), isNew })
    if (issue !== undefined) collector.add(issue)
  }
  if (options.adapter !== undefined && typeof authType === 'string') {
    for (const issue of options.adapter.inspect({ authType, values, secrets })) collector.add(issue)
  }
  return collector.result(plan, values, secrets)
}

/** The fields that apply; an auth type with a stray space still counts. */
function branchOf(plan: FormPlan, input: Input): BranchPlan {
  if (plan.discriminator === undefined) return plan.root
  const given = input[plan.discriminator]
  const branch = plan.branches.get(given)
  if (branch !== undefined) return branch
  return (typeof given === 'string' ? plan.branches.get(cleanText(given).text) : undefined) ?? plan.root
}

function countMembers(input: Input): number {
  let count = 0
  for (const _ in input) count++
  return count
}

const copyOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value

// --- reporting ---

const NONE: readonly never[] = Object.freeze([])
const MAX_UNKNOWN_REPORTED = 20

class Collector implements Report {
  #issues: Issue[] | undefined
  #changes: Change[] | undefined
  #failed = false

  issue(
    field: FieldPlan,
    words: Pick<Issue, 'code' | 'message' | 'hint'>,
    severity: Issue['severity'] = 'error',
  ): void {
    this.add(issueAbout(field, words, severity))
  }

  missing(field: FieldPlan): void {
    this.add(field.missing)
  }

  /** The first issue of a field stands, unless only a warning stood before an error. */
  add(issue: Issue): void {
    if (issue.severity === 'error') this.#failed = true
    if (this.#issues === undefined) {
      this.#issues = [issue]
      return
    }
    const key = issue.path[0]
    const before = key === undefined ? -1 : this.#issues.findIndex((other) => other.path[0] === key)
    if (before < 0) this.#issues.push(issue)
    else if (issue.severity === 'error' && this.#issues[before]?.severity === 'warning') this.#issues[before] = issue
  }

  change(field: FieldPlan, kind: Change['kind'], message: string): void {
    this.#changes ??= []
    this.#changes.push({ path: field.path, kind, message })
  }

  /** Members that are no field of the chosen auth type: left out if another one has them, refused otherwise. */
  others(plan: FormPlan, branch: BranchPlan, input: Input): void {
    const active = new Set(branch.fields.map((field) => field.key))
    const names = new Set<string | undefined>()
    const secrets = typedSecrets(plan, input)
    for (const key of Object.keys(input)) {
      if (active.has(key) || input[key] === undefined) continue
      const foreign = plan.known.get(key)
      // While the auth type is unknown there is no telling which fields belong.
      if (foreign !== undefined && branch !== plan.root && input[key] !== null && input[key] !== '') {
        this.change(foreign, 'pruned', `${foreign.schema.title} belongs to another auth type and was left out.`)
      }
      if (foreign === undefined && names.size < MAX_UNKNOWN_REPORTED) names.add(tellableName(key, secrets))
    }
    for (const name of names) this.add(unknownField(plan, name))
  }

  result(plan: FormPlan, values: Prepared['values'], secrets: Prepared['secrets']): Prepared {
    const issues = this.#issues
    if (issues !== undefined && issues.length > 1) sortByForm(plan, issues)
    return { ok: !this.#failed, values, secrets, issues: issues ?? NONE, changes: this.#changes ?? NONE }
  }
}

/** Sorts in place by the field's place in the form; what is no field comes last. */
export function sortByForm(plan: FormPlan, issues: Issue[]): void {
  const order = (issue: Issue): number => plan.known.get(issue.path[0] ?? '')?.order ?? plan.known.size
  issues.sort((left, right) => order(left) - order(right))
}

/** A key can be any text, a pasted secret too: only what looks like a name is repeated, and tokens are long and full of digits. */
const tellableName = (key: string, secrets: readonly string[]): string | undefined =>
  /^(?!(?:\D*\d){3})[A-Za-z_][\w-]{0,29}$/.test(key) && !secrets.some((secret) => key.includes(secret))
    ? key
    : undefined

function unknownField(plan: FormPlan, name: string | undefined): Issue {
  const meant = name === undefined ? undefined : nearest(name, [...plan.known.keys()])
  return {
    path: name === undefined ? [] : [name],
    code: 'unknown_field',
    message:
      name === undefined
        ? 'The input has a member that is no field of this form.'
        : `${name} is no field of this form.`,
    hint: meant === undefined ? `Fields: ${[...plan.known.keys()].join(', ')}.` : `Did you mean ${meant}?`,
    severity: 'error',
  }
}

const notAnObject: Prepared = Object.freeze({
  ok: false,
  values: Object.freeze({}),
  secrets: Object.freeze({}),
  issues: Object.freeze([
    Object.freeze({
      path: NONE,
      code: 'not_an_object',
      message: 'The input must be an object with a member per field.',
      hint: 'For example { "name": "Production store", "authType": "token" }.',
      severity: 'error' as const,
    }),
  ]),
  changes: NONE,
})
