import type { Definition, Notice } from '@connform/core'

/** A definition in a list. */
export interface DefinitionSummary
  extends Pick<Definition, 'id' | 'version' | 'title' | 'description' | 'documentation' | 'reentry'> {
  /** Empty where a form has no choice of them. */
  readonly authTypes: readonly { readonly id: string; readonly title: string }[]
  readonly notices: readonly Notice[]
}

export function summaryOf(definition: Definition): DefinitionSummary {
  const { id, version, title, description, documentation, reentry, notices } = definition
  return { id, version, title, description, documentation, authTypes: authTypesOf(definition), reentry, notices }
}

/** The choices of a form, with the titles that its field gives them. */
function authTypesOf({ form }: Definition): DefinitionSummary['authTypes'] {
  return (form.allOf ?? []).flatMap(({ if: condition }) =>
    Object.entries(condition.properties).map(([field, { const: id }]) => ({
      id,
      title: form.properties[field]?.oneOf?.find((option) => option.const === id)?.title ?? id,
    })),
  )
}
