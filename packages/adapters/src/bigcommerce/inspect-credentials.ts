import type { Credentials, Issue } from '@connform/core'
import { tokenLookAlike } from './look-alikes.ts'

/** The fields of one auth type that hold credentials: the API access token first, and what must differ from it. */
export interface CredentialFields {
  readonly token: { readonly key: string; readonly title: string } | undefined
  readonly others: readonly { readonly key: string; readonly title: string }[]
}

/** Finds look-alikes in the token, and one text in two fields. */
export function inspectCredentials(fields: CredentialFields, credentials: Credentials): readonly Issue[] {
  const issues: Issue[] = []
  const token = fields.token === undefined ? undefined : credentials.secrets[fields.token.key]?.reveal()
  if (fields.token !== undefined && token !== undefined) {
    const issue = tokenLookAlike(fields.token, token)
    if (issue !== undefined) issues.push(issue)
  }
  const seen: { title: string; text: string }[] = []
  if (fields.token !== undefined && token !== undefined) seen.push({ title: fields.token.title, text: token })
  for (const field of fields.others) {
    const text = textOf(credentials, field.key)
    if (text === undefined) continue
    const twin = seen.find((other) => other.text === text)
    if (twin !== undefined) issues.push(sameText(field, twin.title))
    seen.push({ title: field.title, text })
  }
  return issues
}

function textOf(credentials: Credentials, key: string): string | undefined {
  const secret = credentials.secrets[key]
  if (secret !== undefined) return secret.reveal()
  const value = credentials.values[key]
  return typeof value === 'string' ? value : undefined
}

const sameText = (field: { key: string; title: string }, twin: string): Issue => ({
  path: [field.key],
  code: 'same_text_twice',
  message: `${field.title} and ${twin} hold the same text.`,
  hint: 'They are different values of the same API account. Copy each from its own line.',
  severity: 'error',
})
