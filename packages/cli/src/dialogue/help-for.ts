import type { Definition } from '@connform/core'
import type { Question } from './questions.ts'

/** What helps to answer a question: a sentence, and the steps of its guide. */
export function helpFor({ hints, guides }: Definition, { key, field }: Question): string {
  const { help = field.description, guide } = hints[key] ?? {}
  const found = guide === undefined ? undefined : guides[guide]
  const steps = found?.steps.map((step, index) => `${index + 1}. ${step}`) ?? []
  return [help, ...(found === undefined ? [] : [found.title, ...steps, found.note])].filter(Boolean).join('\n')
}
