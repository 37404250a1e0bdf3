import {
  type Adapter,
  activeNotices,
  type Definition,
  type Derivation,
  fixedAuthType,
  type Issue,
} from '@connform/core'
import { chooseAuthType } from './change-draft.ts'
import type { Draft, Note } from './draft.ts'
import { authTypesOf, discriminatorOf, fieldsOf, isSameValue } from './form-fields.ts'
import { asShown } from './slot-of-setup.ts'

export interface Filled {
  readonly draft: Draft
  /** Titles of the fields that were filled; never what they hold. */
  readonly filled: readonly string[]
  /** What the text lacks, and where to find it. */
  readonly issues: readonly Issue[]
  /** Nothing of the text was recognised. */
  readonly unknown: boolean
}

/**
 * Reads one pasted text and fills every field it tells of. Where no auth type is chosen, the one whose fields the text
 * fills best is. What stood in a field can be put back.
 */
export function fillFromText(
  draft: Draft,
  text: string,
  options: { adapter: Pick<Adapter, 'derive'>; now: Date },
): Filled {
  const derivation = options.adapter.derive(text)
  if (derivation.form === 'none') return { draft, filled: [], issues: [], unknown: true }
  const { definition } = draft
  const chosen = draft.authType ?? bestAuthType(definition, derivation, options.now)
  const based = chosen === draft.authType ? draft : chooseAuthType(draft, chosen)
  const values: Record<string, unknown> = { ...based.values }
  const notes: Record<string, Note> = { ...based.notes }
  const undone = new Set(based.undone)
  const visited = new Set(based.visited)
  const filled: string[] = []
  const say = (key: string, message: string, before: unknown): void => {
    notes[key] = { kinds: ['derived'], messages: [message], before }
  }
  for (const { key, schema } of fieldsOf(definition, chosen)) {
    const fact = asShown(draft.slot, key, factFor(definition, derivation, { authType: authTypeOf(draft, chosen), key }))
    if (fact === undefined) continue
    filled.push(schema.title)
    undone.delete(key)
    visited.add(key)
    if (isSameValue(values[key], fact)) continue
    say(key, `Filled ${schema.title} from the pasted text.`, values[key])
    values[key] = fact
  }
  const discriminator = discriminatorOf(definition)
  if (chosen !== draft.authType && discriminator !== undefined) {
    const title = authTypesOf(definition).find((one) => one.id === chosen)?.title ?? chosen
    say(discriminator, `${definition.form.properties[discriminator]?.title} was set to ${title}.`, draft.authType)
  }
  return { draft: { ...based, values, notes, undone, visited }, filled, issues: derivation.issues, unknown: false }
}

/** A slot with one auth type does not ask for it. */
const authTypeOf = ({ slot }: Draft, chosen: string | undefined): string | undefined =>
  (slot === undefined ? undefined : fixedAuthType(slot.rules)) ?? chosen

interface Wanted {
  readonly authType: string | undefined
  readonly key: string
}

/** A field takes the fact that the definition names for it, else the one of its own name. */
function factFor(definition: Definition, { values, secrets }: Derivation, wanted: Wanted): string | number | undefined {
  const rules = definition.derive?.fill ?? {}
  const own =
    wanted.authType !== undefined && Object.hasOwn(rules, wanted.authType) ? rules[wanted.authType] : undefined
  const name = own?.[wanted.key] ?? rules['*']?.[wanted.key] ?? wanted.key
  return values[name] ?? secrets[name]?.reveal()
}

/** The auth type of which most required secrets stand in the text, then the one that names most facts as they are. */
function bestAuthType(definition: Definition, derivation: Derivation, now: Date): string | undefined {
  let best: { readonly id: string; readonly score: number } | undefined
  for (const { id } of authTypesOf(definition)) {
    if (activeNotices(definition, id, now).some((notice) => notice.effect !== 'warn')) continue
    const own = fieldsOf(definition, id).filter((field) => !field.shared)
    const found = own.filter(({ key }) => factFor(definition, derivation, { authType: id, key }) !== undefined)
    if (!found.some((field) => field.secret && field.required)) continue
    const named = found.filter(({ key }) => key in derivation.values || key in derivation.secrets)
    const score = found.filter((field) => field.required).length * 100 + named.length
    if (best === undefined || score > best.score) best = { id, score }
  }
  return best?.id
}
