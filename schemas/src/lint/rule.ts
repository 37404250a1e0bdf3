import type { FormParts } from '../form.ts'
import type { Definition } from '../generated/definition.ts'

/** A mistake in a document: where it is, the rule it breaks, and what the rule asks for. */
export interface LintIssue {
  /** Keys from the document's root to the mistake. */
  readonly path: readonly string[]
  /** Id of the rule. */
  readonly code: string
  readonly message: string
  /** What the rule asks for. */
  readonly hint?: string
  readonly severity: 'error' | 'warning'
}

/** Where a rule is broken, and how. */
export interface Finding {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** A form whose shape is right, read into parts. */
export interface FormSubject {
  readonly definition: Pick<Definition, 'form'>
  readonly parts: FormParts
}

/** A definition whose shape is right, read into parts. */
export interface Subject extends FormSubject {
  readonly definition: Definition
  /** The auth types of the form; `none` alone where it has no auth type. */
  readonly authTypes: readonly string[]
}

export interface Rule<Of = Subject> {
  readonly id: string
  /** What the rule asks for, in one sentence. */
  readonly message: string
  readonly check: (subject: Of) => readonly Finding[]
  /** Default is `error`. */
  readonly severity?: 'warning'
}
