import type { ReactNode } from 'react'
import { useForm } from '../panel/form-context.ts'
import { keyOfId } from './field-ids.ts'

interface Said {
  readonly error: ReactNode
  readonly note: ReactNode
  readonly help: ReactNode
}

/** Ids of the messages that stand under a field, in the order in which they are read. */
export function describedBy(id: string, { error, note, help }: Said): string | undefined {
  const parts = [
    error !== undefined && `${id}-error`,
    note !== undefined && `${id}-note`,
    help !== undefined && `${id}-help`,
  ]
  const ids = parts.filter((part) => part !== false).join(' ')
  return ids === '' ? undefined : ids
}

/** What a control carries so that its messages are read with it. */
export function useControlProps(id: string) {
  const { fields, issues, draft, locked, guarded } = useForm()
  const key = keyOfId(id)
  const field = fields.find((one) => one.key === key)
  const issue = issues.get(key)
  const isWrong = issue?.severity === 'error'
  const isNoted = draft.notes[key] !== undefined || issue?.severity === 'warning' || guarded.has(key)
  return {
    id,
    'aria-describedby': describedBy(id, {
      error: isWrong || undefined,
      note: isNoted || undefined,
      help: field?.hint.help ?? field?.schema.description,
    }),
    'aria-invalid': isWrong || undefined,
    'aria-required': field?.required || undefined,
    disabled: locked || undefined,
  } as const
}
