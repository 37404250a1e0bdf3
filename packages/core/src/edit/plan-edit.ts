import type { Definition, Reentry } from '../definition.ts'
import type { ReentryReason } from '../form/field-messages.ts'
import { type FieldPlan, formPlan, issueAbout, NO_AUTH_TYPE } from '../form/form-plan.ts'
import { type PrepareOptions, prepareForm, sortByForm } from '../form/prepare.ts'
import type { Change, Issue } from '../issue.ts'
import { MASK, type Secret } from '../secret.ts'
import { cleanText } from '../text/clean-text.ts'

/** A saved connection as far as an edit needs it: its values, and which secrets it has. */
export interface SavedConnection {
  readonly values: Readonly<Record<string, unknown>>
  /** One member per saved secret; what it holds does not matter. */
  readonly secrets: Readonly<Record<string, unknown>>
}

export interface PlanEditOptions extends PrepareOptions {
  /** What blank or masked means for a saved secret. Default is the definition's. */
  readonly reentry?: Reentry
}

/** What an edit does with one secret. */
export type SecretOperation =
  | { readonly op: 'keep' }
  | { readonly op: 'clear' }
  | { readonly op: 'replace'; readonly value: Secret }

export interface EditPlan {
  readonly ok: boolean
  /** All values after the edit, saved ones included. */
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, SecretOperation>>
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
}

/**
 * Decides what an edit does before anything is opened or stored. In `patch`, an absent member keeps the saved value
 * and `null` clears an optional one. A secret that is absent, blank or the mask is kept under `keep` and asked for
 * under `always`; a changed identity field or auth type asks for every secret under both. A mask is never a value.
 */
export function planEdit(
  definition: Definition,
  saved: SavedConnection,
  patch: unknown,
  options: PlanEditOptions = {},
): EditPlan {
  const plan = formPlan(definition)
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return { ...prepareForm(plan, patch, options), secrets: {} }
  }
  const given = patch as Readonly<Record<string, unknown>>
  const savedSecrets = new Set(Object.keys(saved.secrets))
  const savedAuthType = plan.discriminator === undefined ? NO_AUTH_TYPE : saved.values[plan.discriminator]
  const merged = merge(saved, given, plan.known)
  const prepared = prepareForm(plan, merged, { ...options, saved: savedSecrets, savedAuthType })

  const wrong = new Set(prepared.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.path[0]))
  const moved = definition.identity.filter((key) => saved.values[key] !== prepared.values[key])
  const place = moved.length === 0 ? 'same' : moved.some((key) => !wrong.has(key)) ? 'other' : 'unclear'
  const reentry = options.reentry ?? definition.reentry
  const authType = plan.discriminator === undefined ? undefined : prepared.values[plan.discriminator]
  const branch = plan.branches.get(authType) ?? plan.root
  const issues = [...prepared.issues]
  const operations: Record<string, SecretOperation> = {}
  for (const field of branch.fields) {
    if (!field.secret || wrong.has(field.key)) continue
    const value = prepared.secrets[field.key]
    const wish = value !== undefined ? 'replace' : given[field.key] === null ? 'clear' : 'keep'
    const outcome = decide(field, { wish, place, reentry, saved: savedSecrets.has(field.key) })
    if (typeof outcome === 'object') issues.push(outcome)
    else if (outcome === 'replace' && value !== undefined) operations[field.key] = { op: 'replace', value }
    else if (outcome === 'keep' || outcome === 'clear') operations[field.key] = { op: outcome }
  }
  sortByForm(plan, issues)
  const ok = !issues.some((issue) => issue.severity === 'error')
  return { ok, values: prepared.values, secrets: operations, issues, changes: prepared.changes }
}

/** The saved values under the patch; blank and masked secrets count as not typed. */
function merge(
  saved: SavedConnection,
  patch: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, FieldPlan>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(saved.values)) if (!Object.hasOwn(patch, key)) merged[key] = value
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) merged[key] = saved.values[key]
    else if (known.get(key)?.secret === true && isNotTyped(value)) continue
    else Object.defineProperty(merged, key, { value, enumerable: true, writable: true, configurable: true })
  }
  return merged
}

const isNotTyped = (value: unknown): boolean => {
  if (typeof value !== 'string') return value === null
  const { text } = cleanText(value)
  return text === '' || text === MASK
}

interface Wish {
  readonly wish: 'keep' | 'replace' | 'clear'
  /** Where requests go after the edit; unclear while an identity field holds a mistake. */
  readonly place: 'same' | 'other' | 'unclear'
  readonly reentry: Reentry
  readonly saved: boolean
}

/** One secret's fate; an issue where it must be typed, undefined where there is none and none is needed. */
function decide(field: FieldPlan, { wish, place, reentry, saved }: Wish): Issue | SecretOperation['op'] | undefined {
  if (wish === 'replace') return 'replace'
  if (wish === 'clear' && !field.required) return saved ? 'clear' : undefined
  if (!saved) return field.required ? field.missing : undefined
  if (place === 'other') return asked(field, 'identity')
  if (wish === 'clear') return asked(field, 'needed')
  if (reentry === 'always') return asked(field, 'policy')
  return place === 'same' ? 'keep' : undefined
}

const asked = (field: FieldPlan, because: ReentryReason): Issue =>
  issueAbout(field, field.messages.secretRequired(because))
