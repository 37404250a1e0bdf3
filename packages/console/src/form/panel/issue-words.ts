import type { Issue } from '@connform/core'
import type { LanguageId, Texts } from '../../texts/languages.ts'
import type { Note } from '../draft/draft.ts'

interface Speaking {
  readonly t: Texts
  readonly language: LanguageId
}

/** An issue in the reader's language; the rules speak English, and say more than a translation by code can. */
export function issueWords(issue: Issue, title: string, { t }: Speaking): string {
  const translated = t.form.issue[issue.code]?.(title)
  return translated ?? [issue.message, issue.hint].filter((text) => text !== undefined).join(' ')
}

/** What was changed for the reader, in their language. */
export function noteWords(note: Note, title: string, { t, language }: Speaking): string {
  if (language === 'en') return note.messages.join(' ')
  return note.kinds.map((kind) => t.form.changed[kind](title)).join(' ')
}
