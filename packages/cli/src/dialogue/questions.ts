import type { Definition, FieldSchema } from '@connform/core'

/** A field as it is asked for. */
export interface Question {
  readonly key: string
  readonly field: FieldSchema
  readonly required: boolean
}

/**
 * The fields to ask for, given the answers so far: the auth type, because it decides which there are; then those that
 * take a pasted text, because it may answer others; then the rest in the order of the form.
 *
 * @param order Names from first to last, where the form has an order of its own.
 */
export function questionsOf(
  { form, derive }: Definition,
  answers: Readonly<Record<string, unknown>>,
  order?: readonly string[],
): readonly Question[] {
  const branch = (form.allOf ?? []).find((candidate) =>
    Object.entries(candidate.if.properties).every(([key, { const: value }]) => answers[key] === value),
  )
  const selectors = Object.keys(form.allOf?.[0]?.if.properties ?? {})
  const questions = [form, branch?.then ?? { properties: {} }].flatMap(({ properties, required }) =>
    Object.entries(properties).map(([key, field]) => ({ key, field, required: required?.includes(key) ?? false })),
  )
  const rank = ({ key }: Question): number => {
    if (order !== undefined) return order.includes(key) ? order.indexOf(key) : order.length
    if (selectors.includes(key)) return 0
    return derive?.from.includes(key) ? 1 : 2
  }
  return questions.filter(({ field }) => field.readOnly !== true).sort((left, right) => rank(left) - rank(right))
}
