import type { Definition, FormSchema } from '../generated/definition.ts'

/**
 * The form as renderers and validators take it: a copy without `$schema` and `$id`, so that it compiles in any draft
 * from draft-07 on and twice in one validator.
 */
export function toForm(definition: Pick<Definition, 'form'>): FormSchema {
  const entries = Object.entries(structuredClone(definition.form)).filter(([keyword]) => !keyword.startsWith('$'))
  return Object.fromEntries(entries) as unknown as FormSchema
}
