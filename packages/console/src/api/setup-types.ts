import type { Change, Issue, ResetKind, SetupDocument, SourceOption, TestResult } from '@connform/core'
import type { Connection } from './types.ts'

// What the HTTP API answers of setups, as far as the console reads it.

export interface Setup {
  readonly id: string
  /** Id of the document it follows. */
  readonly document: string
  readonly name: string
  /** The connection of each slot that has one; null where it was removed since. */
  readonly slots: Readonly<Record<string, { readonly connection: Connection | null; readonly made: boolean }>>
  readonly settings: Readonly<Record<string, unknown>>
  /** ISO 8601; null before the first use. */
  readonly usedAt: string | null
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export type SlotState = 'empty' | 'pending' | 'untested' | 'failing' | 'inactive' | 'works'

export interface SlotStatus {
  readonly slot: string
  readonly title: string
  readonly state: SlotState
  readonly message: string
  readonly hints: readonly string[]
}

export interface SectionStatus {
  readonly id: string
  readonly title: string
  readonly open: boolean
  readonly done: boolean
  /** Why it is locked: one per slot that does not work, named in `path`. */
  readonly reasons: readonly Issue[]
}

export interface Guard {
  /** Names of settings, or `slot.field`. */
  readonly fields: readonly string[]
  readonly reset: ResetKind
  readonly warning: string
}

export interface SetupStatus {
  readonly setup: Setup
  readonly slots: readonly SlotStatus[]
  readonly sections: readonly SectionStatus[]
  /** Set where a locked field is not what it was at the first use. */
  readonly cleaning: Guard | null
  readonly ready: boolean
  /** Id of the first open section that is not done. */
  readonly next: string | null
}

/** A saved setup and what was said about it. */
export interface SetupAnswer {
  readonly setup: Setup
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
  readonly test?: TestResult
  readonly reset?: ResetKind
}

/** What an edit of a slot begins with; the form itself follows from the document. */
export interface SlotForm {
  readonly slot: string
  readonly definition: string
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, { readonly set: true; readonly updatedAt: string }>>
}

export type { ResetKind, SetupDocument, SourceOption }
