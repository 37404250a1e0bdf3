import type { Credentials, Issue } from '@connform/core'
import { tokenLookAlike } from './look-alikes.ts'

/**
 * A field that holds a credential. `read` names the field itself rather than looking `key` up: an inspection runs
 * with every check of a form, and a fixed name is read several times faster.
 */
export interface CredentialField {
  readonly key: string
  readonly title: string
  readonly read: (credentials: Credentials) => unknown
}

/** The fields of one auth type: where the API access token is typed, and what must differ from it. */
export interface CredentialFields {
  readonly token: CredentialField
  readonly others: readonly CredentialField[]
}

const NONE: readonly Issue[] = Object.freeze([])

/** Finds look-alikes in the token, and one text in two fields. */
export function inspectCredentials({ token, others }: CredentialFields, credentials: Credentials): readonly Issue[] {
  const typed = token.read(credentials)
  const lookAlike = typeof typed === 'string' ? tokenLookAlike(token, typed) : undefined
  let issues = lookAlike === undefined ? NONE : [lookAlike]
  for (const field of others) {
    const text = field.read(credentials)
    const twin =
      text === undefined ? undefined : text === typed ? token : twinBefore(field, text, { others, credentials })
    if (twin !== undefined) issues = [...issues, sameText(field, twin.title)]
  }
  return issues
}

interface Others {
  readonly others: readonly CredentialField[]
  readonly credentials: Credentials
}

/** The field above this one with the same text. Reading it again costs less than keeping the texts in an array. */
function twinBefore(
  field: CredentialField,
  text: unknown,
  { others, credentials }: Others,
): CredentialField | undefined {
  for (const other of others) {
    if (other === field) return undefined
    if (other.read(credentials) === text) return other
  }
  return undefined
}

const sameText = (field: CredentialField, twin: string): Issue => ({
  path: [field.key],
  code: 'same_text_twice',
  message: `${field.title} and ${twin} hold the same text.`,
  hint: 'They are different values of the same API account. Copy each from its own line.',
  severity: 'error',
})
