import type { FieldHint, FormSchema, Guide, Reentry } from '../definition.ts'

/** An ordered flow over connections as data: what to connect, what to choose, and what may not change. See `schemas/setup.schema.json`. */
export interface SetupDocument {
  readonly id: string
  /** Semantic version of this document. */
  readonly version: string
  readonly title: string
  readonly description: string
  /** The page that describes the product's own configuration. */
  readonly documentation?: string
  /** How many of it one tenant can start. */
  readonly instances: 'one' | 'many'
  /** Where a started one takes its name from: the field of a slot, as in `store.name`. It is named as it was started otherwise. */
  readonly nameFrom?: string
  /** Connections it needs, by name. */
  readonly slots: Readonly<Record<string, SetupSlot>>
  /** Lists of the embedding product, by name: a source `host.NAME`. */
  readonly lists: Readonly<Record<string, HostList>>
  readonly settings: SettingsRules
  /** What people walk through, in order. */
  readonly sections: readonly SetupSection[]
  readonly locks: readonly SetupLock[]
  readonly resets: Readonly<Partial<Record<ResetKind, ResetText>>>
  /** Said before a started one is removed: what goes, and what stays. */
  readonly removal: string
  readonly guides: Readonly<Record<string, Guide>>
}

/** `keep-store` forgets settings, mappings and use; `delete-store` forgets the connections as well. */
export type ResetKind = 'keep-store' | 'delete-store'

export interface SetupSlot {
  readonly title: string
  readonly description: string
  /** Id of the definition. */
  readonly definition: string
  /** Those that can be chosen, in this order; all of the definition's where absent. A single one is not asked for. */
  readonly authTypes?: readonly string[]
  /** Fields that look or behave otherwise than in the definition. */
  readonly fields: Readonly<Record<string, SlotField>>
  /** Names of the shown fields from top to bottom; those that are not named follow in the definition's order. */
  readonly order?: readonly string[]
  /** Asks for `Active` or `Inactive` in the form, in the field `status`. */
  readonly status?: SlotStatusField
  readonly reentry?: Reentry
  /** Default is `required`. */
  readonly verify?: 'required' | 'report' | 'skip'
  /** Profile of the definition's scopes that a test looks for. */
  readonly profile?: string
  /** Where to look when the test fails, in the product's own words. */
  readonly advice?: readonly string[]
  /** Key of the setup's guide that leads to the credentials. */
  readonly guide?: string
}

export interface SlotField {
  readonly title?: string
  readonly description?: string
  readonly help?: string
  readonly placeholder?: string
  /** Key of a guide of the setup's. */
  readonly guide?: string
  /** Must be filled in, although the definition can do without. */
  readonly required?: true
  /** Not asked for: left out, or always this. `{name}` stands for the name of the started setup. */
  readonly hidden?: true
  readonly preset?: string | number
  /** How a saved value is shown, with `{field}` placeholders; what is typed goes through the definition's derivation as ever. */
  readonly shown?: string
}

export interface SlotStatusField {
  readonly title: string
  readonly description: string
  readonly active: string
  readonly inactive: string
}

/** Used where the embedding product gives no list of its own. */
export interface HostList {
  readonly title: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface SettingsRules {
  /** In style A4, without auth types and without secrets. */
  readonly form: FormSchema
  readonly hints: Readonly<Record<string, FieldHint>>
  /** Fields that are chosen from a list of a connected system. */
  readonly options: Readonly<Record<string, OptionRule>>
  /** Rows from one list to another; their names are no fields of `form`. */
  readonly mappings: Readonly<Record<string, MappingRule>>
}

export interface OptionRule {
  /** `slot.source`, or `host.list`. */
  readonly source: string
  /** Only those that the option chosen in another field names among its facts. Without effect while nothing is chosen there. */
  readonly among?: FactRule
  /** Only what lies, in the tree, below the one that the option chosen in another field names; with that one itself. */
  readonly below?: FactRule
}

export interface FactRule {
  /** Another field with an option rule. */
  readonly field: string
  /** Member of `facts` of the option chosen there. */
  readonly fact: string
}

export interface MappingRule {
  readonly title: string
  readonly description: string
  /** Each entry of this source is mapped once at most. */
  readonly from: { readonly source: string; readonly title: string }
  readonly to: { readonly source: string; readonly title: string }
}

/** A row of a mapping, as it is saved under the mapping's name. */
export interface MappingRow {
  readonly from: string
  readonly to: string
}

/** One step: a connection, or settings and mappings. */
export interface SetupSection {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Connects this slot. */
  readonly slot?: string
  /** Asks for these fields of the settings. */
  readonly fields?: readonly string[]
  readonly mappings?: readonly string[]
  /** Slots whose connection must have passed its test before this section can be used. */
  readonly requires?: readonly string[]
  /** Said once with the section, as a list. */
  readonly advice?: readonly string[]
  /** Key of a guide of the setup's. */
  readonly guide?: string
}

/** Fields that a change of, after the first use, needs a confirmation and a reset for. */
export interface SetupLock {
  /** Names of settings, or `slot.field`. */
  readonly fields: readonly string[]
  readonly reset: ResetKind
  /** What the change would do, and what to do before and after. */
  readonly warning: string
}

export interface ResetText {
  readonly title: string
  /** When to choose it, what it forgets and what it keeps. */
  readonly text: string
}
