import type { Cause } from '@connform/core'
import type { FormField } from '../form/draft/form-fields.ts'

/** What a cause is about, where the words of a hint name no field. */
const ABOUT: Readonly<Partial<Record<Cause, 'identity' | 'secret' | 'scopes'>>> = Object.freeze({
  bad_credentials: 'secret',
  wrong_credential_kind: 'secret',
  expired: 'secret',
  wrong_store: 'identity',
  host_unreachable: 'identity',
  blocked_host: 'identity',
  tls: 'identity',
  missing_scope: 'scopes',
})

export interface HintPlace {
  readonly fields: readonly FormField[]
  /** Names of the fields that decide where requests go. */
  readonly identity: readonly string[]
  readonly cause: Cause
}

/** The field that a hint is about: the one whose title it names first, else the one its cause points at. */
export function fieldOfHint(hint: string, { fields, identity, cause }: HintPlace): FormField | undefined {
  const words = hint.toLowerCase()
  const typed = fields.filter((field) => field.schema.readOnly !== true)
  const named = typed
    .map((field) => ({ field, at: positionOf(words, field.schema.title.toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at || right.field.schema.title.length - left.field.schema.title.length)
  return named[0]?.field ?? fieldOfCause(typed, identity, cause)
}

function fieldOfCause(fields: readonly FormField[], identity: readonly string[], cause: Cause): FormField | undefined {
  const secret = fields.find((field) => field.secret && field.required)
  switch (ABOUT[cause]) {
    case 'identity':
      return fields.find((field) => identity.includes(field.key) && field.schema.oneOf === undefined)
    case 'scopes':
      return fields.find((field) => field.schema.type === 'array') ?? secret
    case 'secret':
      return secret
    default:
      return undefined
  }
}

/** Where a title stands as whole words; -1 where it does not. */
function positionOf(words: string, title: string): number {
  const at = words.indexOf(title)
  const isEdge = (character: string | undefined): boolean =>
    character === undefined || !/[\p{L}\p{N}-]/u.test(character)
  return at >= 0 && isEdge(words[at - 1]) && isEdge(words[at + title.length]) ? at : -1
}
