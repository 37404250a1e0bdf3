import type { Definition, Issue } from '@connform/core'
import { createContext, useContext } from 'react'
import type { Draft } from '../draft/draft.ts'
import type { DraftStore } from '../draft/draft-store.ts'
import type { FormField } from '../draft/form-fields.ts'

/** What the controls of one open form share. */
export interface FormContextValue {
  readonly definition: Definition
  readonly draft: Draft
  readonly store: DraftStore
  readonly fields: readonly FormField[]
  /** What is shown as wrong, by field. */
  readonly issues: ReadonlyMap<string, Issue>
  /** Fields whose change asks first. */
  readonly guarded: ReadonlySet<string>
  /** A profile whose scopes the connection is tested for; empty for none. */
  readonly profile: string
  readonly setProfile: (profile: string) => void
  /** Opens the guide of a field and moves there. */
  readonly openGuide: (key: string) => void
  /** The person has left a field. */
  readonly leave: (key: string) => void
  /** Nothing may be typed while a save is under way. */
  readonly locked: boolean
}

const FormContext = createContext<FormContextValue | undefined>(undefined)

export const FormProvider = FormContext.Provider

export function useForm(): FormContextValue {
  const value = useContext(FormContext)
  if (value === undefined) throw new Error('A control of the form stands outside of a form.')
  return value
}
