import type { Definition } from '../definition.ts'
import type { Adapter, Derivation } from '../ports.ts'
import { cleanText } from '../text/clean-text.ts'
import type { Report } from './check-value.ts'
import { type BranchPlan, type FieldPlan, type FormPlan, NO_AUTH_TYPE } from './form-plan.ts'
import { typedSecrets } from './typed-secrets.ts'

interface Reading {
  readonly input: Readonly<Record<string, unknown>>
  readonly adapter: Pick<Adapter, 'derive'>
  readonly report: Report
}

/** A field with a pasted text, and what was read out of that. */
interface Found {
  readonly field: FieldPlan
  readonly derivation: Derivation
}

/**
 * Reads the pasted texts of an input: the field itself gets what was found for it, blank fields get what else the
 * text held, and typed ones stay.
 *
 * @returns the input with the found facts in place
 */
export function deriveInput(plan: FormPlan, branch: BranchPlan, reading: Reading): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...reading.input }
  const secrets = typedSecrets(plan, reading.input)
  const authType = plan.discriminator === undefined ? NO_AUTH_TYPE : cleanedText(filled[plan.discriminator])
  const factOf = (derivation: Derivation, key: string) => factFor(plan.definition, derivation, { authType, key })
  const finds: Found[] = []
  for (const field of branch.derivable) {
    const given = reading.input[field.key]
    if (typeof given !== 'string') continue
    const { text } = cleanText(given)
    if (field.pattern?.test(field.lowerCase ? text.toLowerCase() : text)) continue
    const derivation = reading.adapter.derive(given)
    if (derivation.form === 'none') continue
    finds.push({ field, derivation })
    const fact = factOf(derivation, field.key)
    if (fact === undefined) {
      delete filled[field.key]
      reportNotFound(field, derivation, reading.report)
    } else {
      filled[field.key] = fact
      const told = field.secret || secrets.some((secret) => String(fact).includes(secret)) ? '' : ` ${fact}`
      reading.report.change(field, 'derived', `Took ${field.schema.title}${told} out of the pasted text.`)
    }
  }
  // Only when every pasted text has become its value can it be told whether two of them agree.
  for (const { field, derivation } of finds) {
    for (const other of branch.fields) {
      const fact = other === field ? undefined : factOf(derivation, other.key)
      if (fact !== undefined) fill(plan, { fact, from: field, into: other, filled, report: reading.report })
    }
  }
  return filled
}

function reportNotFound(field: FieldPlan, { issues }: Derivation, report: Report): void {
  const own = issues.find((issue) => issue.path[0] === field.key) ?? issues[0]
  report.issue(field, own ?? field.messages.pattern())
}

interface Filling {
  readonly fact: string | number
  readonly from: FieldPlan
  readonly into: FieldPlan
  readonly filled: Record<string, unknown>
  readonly report: Report
}

/** Puts a fact into a blank field; a field that tells another store or another secret gets a warning instead. */
function fill(plan: FormPlan, { fact, from, into, filled, report }: Filling): void {
  const source = from.schema.title
  const { title } = into.schema
  if (isBlank(filled[into.key])) {
    filled[into.key] = fact
    report.change(into, 'derived', `Filled ${title} from the text pasted into ${source}.`)
  } else if (isTelling(plan, into) && differs(filled[into.key], fact)) {
    const words = {
      code: 'differs_from_pasted',
      message: `The text pasted into ${source} names another ${title} than the one typed here.`,
      hint: 'The typed one was kept. Check which is right.',
    }
    report.issue(into, words, 'warning')
  }
}

interface Wanted {
  readonly authType: string
  readonly key: string
}

function factFor(definition: Definition, derivation: Derivation, wanted: Wanted): string | number | undefined {
  const rules = definition.derive?.fill ?? {}
  // The auth type is what somebody typed: it may be the name of a member that every object inherits.
  const own = Object.hasOwn(rules, wanted.authType) ? rules[wanted.authType] : undefined
  const name = own?.[wanted.key] ?? rules['*']?.[wanted.key] ?? wanted.key
  return derivation.values[name] ?? derivation.secrets[name]?.reveal()
}

/** Two names for one connection are nothing odd; two stores or two tokens are. */
const isTelling = (plan: FormPlan, field: FieldPlan): boolean =>
  field.secret || plan.definition.identity.includes(field.key)

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && cleanText(value).text === '')

/** A typed value of the wrong type is the check's business, not a difference. */
const differs = (typed: unknown, fact: string | number): boolean =>
  (typeof typed === 'string' || typeof typed === 'number') &&
  cleanedText(String(typed)).toLowerCase() !== String(fact).toLowerCase()

const cleanedText = (value: unknown): string => (typeof value === 'string' ? cleanText(value).text : '')
