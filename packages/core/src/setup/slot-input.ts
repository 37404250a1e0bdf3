import type { Definition } from '../definition.ts'
import type { Issue } from '../issue.ts'
import { cleanText } from '../text/clean-text.ts'
import { fillFromValues } from '../text/template.ts'
import type { SetupSlot } from './setup-document.ts'
import { discriminatorOf, fixedAuthType, type SlotDefinition, STATUS_FIELD } from './slot-definition.ts'

/** What people filled in for a slot, as the definition takes it. */
export interface SlotInput {
  /** Issues alone, where something is asked that the slot's form does not have. */
  readonly issues: readonly Issue[]
  /** The form of the definition, with what the slot sets itself. */
  readonly input: unknown
  /** What the slot's status is to be; undefined where that was not said. */
  readonly status: 'active' | 'inactive' | undefined
}

/**
 * Puts what a slot sets itself beside what was filled in, and takes its status out. Pure, never throws.
 *
 * @param name Of the started setup, for presets.
 */
export function slotInput(slot: SetupSlot, definition: SlotDefinition, input: unknown, name: string): SlotInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { issues: [], input, status: undefined }
  }
  const { [STATUS_FIELD]: status, ...rest } = input as Record<string, unknown>
  const asks = slot.status !== undefined
  const given = asks ? rest : (input as Record<string, unknown>)
  const issues = [...hiddenIssues(slot, definition.shown, given), ...(asks ? statusIssues(slot, status) : [])]
  const text = typeof status === 'string' ? cleanText(status).text : undefined
  return {
    issues,
    input: { ...given, ...presetsOf(slot, definition.full, name) },
    status: asks && (text === 'active' || text === 'inactive') ? text : undefined,
  }
}

/** Saved values as the slot's form shows them: without what it does not ask for. */
export function slotValues(
  slot: SetupSlot,
  { shown }: Pick<SlotDefinition, 'shown'>,
  saved: { readonly values: Readonly<Record<string, unknown>>; readonly isActive: boolean },
): Record<string, unknown> {
  const entries = Object.entries(saved.values)
    .filter(([name]) => shown.form.propertyNames.enum.includes(name))
    .map(([name, value]) => {
      const template = slot.fields[name]?.shown
      return [name, template === undefined ? value : fillFromValues(template, saved.values)]
    })
  const status = slot.status === undefined ? {} : { [STATUS_FIELD]: saved.isActive ? 'active' : 'inactive' }
  return { ...Object.fromEntries(entries), ...status }
}

function presetsOf(slot: SetupSlot, definition: Definition, name: string): Record<string, unknown> {
  const authType = fixedAuthType(slot)
  const discriminator = discriminatorOf(definition.form)
  const presets = Object.entries(slot.fields).flatMap(([field, { preset }]) =>
    preset === undefined
      ? []
      : [[field, typeof preset === 'string' ? fillFromValues(preset, { name }) : preset] as const],
  )
  return {
    ...(authType === undefined || discriminator === undefined ? {} : { [discriminator]: authType }),
    ...Object.fromEntries(presets),
  }
}

function hiddenIssues(slot: SetupSlot, shown: Definition, given: Readonly<Record<string, unknown>>): Issue[] {
  return Object.keys(given)
    .filter((name) => slot.fields[name]?.hidden === true && given[name] !== undefined)
    .map((name) => ({
      path: [name],
      code: 'unknown_field',
      message: `${name} is no field of this form.`,
      hint: `Fields: ${shown.form.propertyNames.enum.join(', ')}.`,
      severity: 'error',
    }))
}

function statusIssues({ status: field }: SetupSlot, status: unknown): Issue[] {
  if (status === undefined || status === null || status === '') return []
  if (typeof status === 'string' && ['active', 'inactive'].includes(cleanText(status).text)) return []
  return [
    {
      path: [STATUS_FIELD],
      code: 'option',
      message: `${field?.title ?? 'Status'} is none of its options.`,
      hint: 'Possible values: active, inactive.',
      severity: 'error',
    },
  ]
}
