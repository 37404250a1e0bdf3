import { type Adapter, type Definition, type Issue, planEdit, prepare } from '@connform/core'

/** What is saved of a form that is being edited. */
export interface SavedForm {
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, unknown>>
}

export type Answers = Readonly<Record<string, unknown>>

/** A form that can be asked for, and how its answers are looked at before they are saved. */
export interface AskedForm {
  /** In whose words it is asked for. */
  readonly definition: Definition
  /** Names of the fields from first to last; what can answer other fields is asked for first where it is absent. */
  readonly order?: readonly string[] | undefined
  /** What an edit begins with. */
  readonly saved?: SavedForm | undefined
  /** What is wrong with these answers, beside what is saved. */
  issues(answers: Answers): readonly Issue[]
  /** What is read out of these answers alone. */
  read(answers: Answers): Pick<ReturnType<typeof prepare>, 'values' | 'secrets'>
}

/** The form of a definition; with `saved`, of an edit. */
export function definitionForm(adapter: Adapter, saved?: SavedForm): AskedForm {
  const { definition } = adapter
  return {
    definition,
    saved,
    issues: (answers) => {
      if (saved === undefined) return prepare(definition, answers, { adapter }).issues
      return planEdit(definition, saved, answers, { adapter }).issues
    },
    read: (answers) => prepare(definition, answers, { adapter }),
  }
}
