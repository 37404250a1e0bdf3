import type { Issue } from '@connform/core'
import type { LanguageId, Texts } from '../../texts/languages.ts'
import type { Note } from '../draft/draft.ts'
import type { FormField } from '../draft/form-fields.ts'

/** The language in which something is said. */
export interface Speaking {
  readonly t: Texts
  readonly language: LanguageId
}

/** What is wrong, in the reader's language; the rules speak English, and say more than a translation by code can. */
export const issueWords = (issue: Issue, title: string, { t }: Speaking): string =>
  t.form.issue[issue.code]?.(title) ?? issue.message

/** What is wrong and what to do, but for advice that stands beside the field already. */
export function issueAdvice(issue: Issue, field: FormField, speaking: Speaking): string {
  const { title, description } = field.schema
  const words = issueWords(issue, title, speaking)
  const isTranslated = words !== issue.message
  const isShown = issue.hint === (field.hint.help ?? description)
  return issue.hint === undefined || isTranslated || isShown ? words : `${words} ${issue.hint}`
}

/** What was changed for the reader, in their language. */
export function noteWords(note: Note, title: string, { t, language }: Speaking): string {
  if (language === 'en') return note.messages.join(' ')
  return note.kinds.map((kind) => t.form.changed[kind](title)).join(' ')
}
