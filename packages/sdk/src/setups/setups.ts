import type { Change, Issue, ResetKind, SetupDocument, SourceOption, TestResult } from '@connform/core'
import type { Connection, UpdateOptions } from '../connections/connections.ts'

/** A started setup as it is read. */
export interface Setup {
  readonly id: string
  /** Id of the document it follows. */
  readonly document: string
  readonly documentVersion: string
  readonly name: string
  /** The connection of each slot that has one; null where it was removed since. */
  readonly slots: Readonly<Record<string, { readonly connection: Connection | null; readonly made: boolean }>>
  /** Chosen settings and, under their names, the rows of mappings. */
  readonly settings: Readonly<Record<string, unknown>>
  /** ISO 8601; null before the first use. */
  readonly usedAt: string | null
  /** Counts the changes; pass it back to be told of a change in between. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

/**
 * How far a slot is: nothing connected; waiting for a person's authorisation; connected, and never tested; tested, and
 * it failed; switched off; or it works.
 */
export type SlotState = 'empty' | 'pending' | 'untested' | 'failing' | 'inactive' | 'works'

export interface SlotStatus {
  readonly slot: string
  readonly title: string
  readonly state: SlotState
  /** Id of the connection. */
  readonly connection?: string
  /** In one sentence, what is known of it. */
  readonly message: string
  /** What to do about it, where it does not work. */
  readonly hints: readonly string[]
}

export interface SectionStatus {
  readonly id: string
  readonly title: string
  /** Locked until every slot it requires works. */
  readonly open: boolean
  /** Everything it asks for is there. */
  readonly done: boolean
  /** Why it is locked, and what to do: one per slot that does not work. */
  readonly reasons: readonly Issue[]
}

/** What was changed, behind the setup's back, since its first use, and the reset it needs. */
export interface Cleaning {
  readonly reset: ResetKind
  /** Names of settings, or `slot.field`. */
  readonly fields: readonly string[]
  readonly warning: string
}

export interface SetupStatus {
  readonly setup: Setup
  readonly slots: readonly SlotStatus[]
  /** In the order of the document. */
  readonly sections: readonly SectionStatus[]
  /** Set where a locked field is not what it was at the first use. */
  readonly cleaning: Cleaning | null
  /** Every section is done, and no cleaning is due. */
  readonly ready: boolean
  /** Id of the first open section that is not done. */
  readonly next: string | null
}

/** What a guarded change would do; ask a person, then call again with `confirm` holding `fields`. */
export interface Guard {
  readonly fields: readonly string[]
  readonly reset: ResetKind
  readonly warning: string
}

export interface GuardedOptions {
  /** Names of the locked fields whose change is meant, as a {@link Guard} names them. */
  readonly confirm?: readonly string[]
  /** The setup's revision that was read; another one in the database is a `StoreConflictError`. */
  readonly revision?: number
}

export type SetupResult =
  | {
      readonly ok: true
      readonly setup: Setup
      readonly issues: readonly Issue[]
      readonly changes: readonly Change[]
      readonly test?: TestResult
      /** The reset that was made with the change. */
      readonly reset?: ResetKind
    }
  | {
      readonly ok: false
      readonly issues: readonly Issue[]
      readonly changes: readonly Change[]
      readonly test?: TestResult
      /** Nothing is wrong but that the change has to be confirmed. */
      readonly guard?: Guard
    }

export interface StartOptions extends Pick<UpdateOptions, 'signal' | 'onStep'> {
  /** Default is the document's title. */
  readonly name?: string
  /** A filled form of one slot: tested first, and where it fails nothing is stored at all. */
  readonly connect?: { readonly slot: string; readonly input: unknown }
}

/** `input` is the slot's filled form, or, where the slot has a connection already, what changes of it. */
export interface ConnectOptions extends GuardedOptions, Pick<UpdateOptions, 'signal' | 'onStep'> {}

export interface SaveOptions extends GuardedOptions {
  /** Asks for everything that this section requires. Without it, what is not in the patch may be missing. */
  readonly section?: string
}

export interface SetupOptionsQuery {
  /** What is chosen in other fields, over what is saved: an option may depend on it. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Reads anew what was read a moment ago. */
  readonly refresh?: boolean
}

export interface SetupListOptions {
  /** Id of a document. */
  readonly document?: string
  /** Part of the name, or of a connection's address, upper and lower case alike. */
  readonly search?: string
  /** Only those all of whose slots are in this state; `active` leaves out what must not be chosen. */
  readonly status?: 'active' | 'inactive' | 'failing'
  /** Default is by name. */
  readonly sort?: {
    readonly by: 'name' | 'address' | 'status' | 'createdAt' | 'updatedAt'
    readonly descending?: boolean
  }
}

/** What an act is about, where it was read before. */
export type RevisionOption = Pick<GuardedOptions, 'revision'>

export interface RemoveSetupOptions extends RevisionOption {
  /** Leaves the connections that the setup made. Default is false: they go along, and can be restored for 30 days. */
  readonly keepConnections?: boolean
}

/** What happened to a setup. Holds ids and names alone. */
export interface SetupEvent {
  readonly type:
    | 'setup.started'
    | 'setup.connected'
    | 'setup.saved'
    | 'setup.used'
    | 'setup.reset'
    | 'setup.removed'
    | 'setup.gates_changed'
  readonly tenant: string
  readonly setup: string
  readonly document: string
  /** ISO 8601. */
  readonly at: string
  readonly actor: string
  /** The slot of `setup.connected`. */
  readonly slot?: string
  /** Of `setup.saved`. */
  readonly fields?: readonly string[]
  /** Of `setup.reset`: what the embedding product must forget as well. */
  readonly reset?: ResetKind
  /** Ids of the sections that opened or were locked, of `setup.gates_changed`. */
  readonly opened?: readonly string[]
  readonly closed?: readonly string[]
}

/** A slot as people fill it in: the definition's form, with the setup's words. */
export interface SlotForm {
  readonly slot: string
  readonly definition: string
  /** In style A4; what is hidden or preset is left out. */
  readonly form: Readonly<Record<string, unknown>>
  readonly uiSchema: Readonly<Record<string, unknown>>
  /** What an edit begins with: saved values as they are shown, and no secret. Empty where nothing is connected. */
  readonly values: Readonly<Record<string, unknown>>
  /** Secrets that are saved. */
  readonly secrets: Readonly<Record<string, { readonly set: true; readonly updatedAt: string }>>
}

export interface SetupDocuments {
  list(): readonly SetupDocument[]
  /** Throws `ERR_SETUP_UNKNOWN`, naming the nearest id. */
  get(id: string): SetupDocument
  /** Takes a document of your own, or says what is wrong with it. One with the id of a known one takes its place. */
  add(document: unknown): { readonly ok: boolean; readonly issues: readonly Issue[] }
}

/** The setups of one tenant. A failure is a `ConnformError`; a user's mistake is an issue in the result. */
export interface Setups {
  readonly documents: SetupDocuments
  /** All that were started, or those that match. */
  list(options?: SetupListOptions): Promise<Setup[]>
  /** Throws `ERR_SETUP_UNKNOWN`; `ERR_SETUP_STARTED` where a tenant has one already of a kind that can be started once. */
  start(document: string, options?: StartOptions): Promise<SetupResult>
  /** Throws `ERR_SETUP_NOT_FOUND`. */
  status(id: string): Promise<SetupStatus>
  /** The form of a slot. Throws `ERR_OPTION_INVALID` for a slot the document does not have. */
  form(id: string, slot: string): Promise<SlotForm>
  /**
   * Connects a slot, or changes its connection. Tested first as the document says; refused, nothing is changed. After the
   * first use a changed identity is a guarded act.
   */
  connect(id: string, slot: string, input: unknown, options?: ConnectOptions): Promise<SetupResult>
  /** Takes a connection that is there already: of the slot's definition and auth types, and its test passes. */
  use(id: string, slot: string, connection: string, options?: ConnectOptions): Promise<SetupResult>
  /** Tests the connection of a slot as its document asks, scopes included. Throws `ERR_OPTION_INVALID` for an empty slot. */
  test(id: string, slot: string, options?: Pick<UpdateOptions, 'signal' | 'onStep'>): Promise<TestResult>
  /**
   * What can be chosen: for a field of the settings, with what it depends on; for a side of a mapping, as in
   * `localeMapping.from`; or for a source, as in `pim.locales`. Kept for 30 seconds.
   */
  options(id: string, field: string, query?: SetupOptionsQuery): Promise<SourceOption[]>
  /** Saves what `patch` names. Refuses fields of a locked section, and what its live list does not have. */
  save(id: string, patch: unknown, options?: SaveOptions): Promise<SetupResult>
  /** The first import, export or sync was made: from here on locked fields are guarded. The first time counts. */
  markUsed(id: string, options?: RevisionOption): Promise<Setup>
  /** Throws `ERR_OPTION_INVALID` where the document does not have this reset. */
  reset(id: string, kind: ResetKind, options?: RevisionOption): Promise<Setup>
  /** Ends it. Nothing changes at the connected systems. */
  remove(id: string, options?: RemoveSetupOptions): Promise<void>
  /** Tells of what happens to this tenant's setups through this connform, after it is stored. Call the answer to stop. */
  subscribe(listener: (event: SetupEvent) => void): () => void
}
