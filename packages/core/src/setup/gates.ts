import type { Issue } from '../issue.ts'
import type { SetupDocument, SetupSection } from './setup-document.ts'

/** What is known of the connection of a slot, as far as gates need it. */
export interface SlotKnowledge {
  readonly works: boolean
  /** In one sentence. */
  readonly message: string
  readonly hints: readonly string[]
}

export interface SectionState {
  readonly id: string
  readonly title: string
  readonly open: boolean
  readonly done: boolean
  readonly reasons: readonly Issue[]
}

/** Which sections can be used, which are done, and why one is locked. */
export function sectionStates(
  document: Pick<SetupDocument, 'sections' | 'settings'>,
  slots: Readonly<Record<string, SlotKnowledge>>,
  settings: Readonly<Record<string, unknown>>,
): SectionState[] {
  return document.sections.map((section) => {
    const reasons = reasonsOf(section, slots)
    const open = reasons.length === 0
    return {
      id: section.id,
      title: section.title,
      open,
      done: open && isDone(document, section, slots, settings),
      reasons,
    }
  })
}

/** The section that asks for a field of the settings, or for a mapping. */
export function sectionOf({ sections }: Pick<SetupDocument, 'sections'>, field: string): SetupSection | undefined {
  return sections.find(({ fields, mappings }) => fields?.includes(field) || mappings?.includes(field))
}

function reasonsOf({ requires = [] }: SetupSection, slots: Readonly<Record<string, SlotKnowledge>>): Issue[] {
  return requires
    .filter((slot) => slots[slot]?.works !== true)
    .map((slot) => {
      const { message = 'It is not connected.', hints = [] } = slots[slot] ?? {}
      const [hint] = hints
      return { path: [slot], code: 'gate_closed', message, severity: 'error', ...(hint === undefined ? {} : { hint }) }
    })
}

function isDone(
  { settings: { form } }: Pick<SetupDocument, 'settings'>,
  { slot, fields = [] }: SetupSection,
  slots: Readonly<Record<string, SlotKnowledge>>,
  settings: Readonly<Record<string, unknown>>,
): boolean {
  if (slot !== undefined) return slots[slot]?.works === true
  return fields.every((field) => settings[field] !== undefined || form.required?.includes(field) !== true)
}
