import type { Definition, FieldSchema, FormBranch } from '../definition.ts'
import type { Issue } from '../issue.ts'
import { placeholdersOf } from '../text/template.ts'
import { type FieldMessages, fieldMessages } from './field-messages.ts'
import { type TextFormat, textFormats } from './text-formats.ts'

/** One field, with everything a check needs looked up beforehand. */
export interface FieldPlan {
  readonly key: string
  readonly path: readonly [string]
  /** Place in form order, across all branches. */
  readonly order: number
  readonly schema: FieldSchema
  readonly secret: boolean
  readonly required: boolean
  readonly minLength: number
  readonly maxLength: number
  readonly pattern: RegExp | undefined
  /** What the pattern matches needs no cleaning and no change of case. */
  readonly patternIsPlain: boolean
  readonly format: TextFormat | undefined
  readonly options: ReadonlySet<unknown> | undefined
  readonly lowerCase: boolean
  /** An address is cut down to its origin. */
  readonly toOrigin: boolean
  /** A pasted URL or file may stand here in place of the value. */
  readonly derivable: boolean
  /** The text is sent in a header, so it must be printable ASCII. */
  readonly inHeader: boolean
  readonly messages: FieldMessages
  /** Made once: the issue of a required field without a value is always the same. */
  readonly missing: Issue
}

/** The fields that apply to one auth type. */
export interface BranchPlan {
  readonly fields: readonly FieldPlan[]
  /** Fields in which a pasted text is looked into. */
  readonly derivable: readonly FieldPlan[]
}

/** A form, compiled once per definition: what {@link prepare} walks through. */
export interface FormPlan {
  readonly definition: Definition
  readonly discriminator: string | undefined
  readonly branches: ReadonlyMap<unknown, BranchPlan>
  /** What applies while the auth type is missing or unknown. */
  readonly root: BranchPlan
  /** Every field of every branch, by name. */
  readonly known: ReadonlyMap<string, FieldPlan>
}

/** The auth type of a form that has none. */
export const NO_AUTH_TYPE = 'none'

const plans = new WeakMap<Definition, FormPlan>()

/** The plan of a definition; made at the first call and kept as long as the definition object is. */
export function formPlan(definition: Definition): FormPlan {
  let plan = plans.get(definition)
  if (plan === undefined) {
    plan = compile(definition)
    plans.set(definition, plan)
  }
  return plan
}

function compile(definition: Definition): FormPlan {
  const { form } = definition
  const branches = form.allOf ?? []
  const discriminator = branches[0] === undefined ? undefined : Object.keys(branches[0].if.properties)[0]
  const known = new Map<string, FieldPlan>()
  let order = 0
  const plan = (key: string, schema: FieldSchema, required: boolean, authTypes: readonly string[]): FieldPlan => {
    const field = compileField(definition, { key, schema, required, authTypes, order: order++ })
    if (!known.has(key)) known.set(key, field)
    return field
  }
  const authTypes = branches.length === 0 ? [NO_AUTH_TYPE] : branches.map((branch) => constOf(branch, discriminator))
  const root = Object.entries(form.properties).map(([key, schema]) =>
    plan(key, schema, form.required?.includes(key) ?? false, authTypes),
  )
  const byAuthType = new Map<unknown, BranchPlan>()
  for (const branch of branches) {
    const authType = constOf(branch, discriminator)
    const own = Object.entries(branch.then.properties).map(([key, schema]) =>
      plan(key, schema, branch.then.required?.includes(key) ?? false, [authType]),
    )
    byAuthType.set(authType, branchPlan([...root, ...own]))
  }
  return { definition, discriminator, branches: byAuthType, root: branchPlan(root), known }
}

const constOf = (branch: FormBranch, discriminator: string | undefined): string =>
  discriminator === undefined ? '' : (branch.if.properties[discriminator]?.const ?? '')

const branchPlan = (fields: readonly FieldPlan[]): BranchPlan => ({
  fields,
  derivable: fields.filter((field) => field.derivable),
})

interface FieldSource {
  readonly key: string
  readonly schema: FieldSchema
  readonly required: boolean
  readonly authTypes: readonly string[]
  readonly order: number
}

function compileField(definition: Definition, source: FieldSource): FieldPlan {
  const { key, schema, required, authTypes, order } = source
  const path = Object.freeze([key] as const)
  const messages = fieldMessages(schema, definition.hints[key])
  const options = (schema.oneOf ?? schema.items?.oneOf)?.map((option) => option.const)
  return {
    key,
    path,
    order,
    schema,
    secret: schema.writeOnly === true,
    required,
    minLength: schema.minLength ?? 0,
    maxLength: schema.maxLength ?? Number.POSITIVE_INFINITY,
    pattern: schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u'),
    format: textFormats.get(schema.format ?? ''),
    patternIsPlain: plainPattern.test(schema.pattern ?? '') && (schema.minLength ?? 0) <= 1,
    options: options === undefined ? undefined : new Set(options),
    lowerCase: definition.cleaning?.[key]?.case === 'lower',
    toOrigin: definition.cleaning?.[key]?.url === 'origin',
    derivable: definition.derive?.from.includes(key) ?? false,
    inHeader: authTypes.some((authType) => headerPlaceholders(definition, authType).includes(key)),
    messages,
    missing: Object.freeze(issueAbout({ path }, messages.required())),
  }
}

/** Anchored runs of lower-case letters, digits and hyphens: such a pattern cannot match a stray character. */
const plainPattern = /^\^(?:\[(?:a-z|0-9|-)+\](?:\{\d+(?:,\d+)?\}|[+*?])?)+\$$/

function headerPlaceholders(definition: Definition, authType: string): string[] {
  const method = definition.auth[authType]
  if (method === undefined) return []
  if (method.kind === 'header') return placeholdersOf(method.value)
  return method.kind === 'minted-token' ? placeholdersOf(method.mint.sign.value) : []
}

type Words = Pick<Issue, 'code' | 'message' | 'hint'>

/** An issue about one field. */
export function issueAbout(
  { path }: Pick<FieldPlan, 'path'>,
  { code, message, hint }: Words,
  severity: Issue['severity'] = 'error',
): Issue {
  return hint === undefined ? { path, code, message, severity } : { path, code, message, hint, severity }
}
