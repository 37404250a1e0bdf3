import type { Definition, Issue } from '@connform/core'
import type { Principal } from 'connform'
import { sealingSession } from '../auth/sealing-session.ts'
import type { Parts } from '../parts.ts'
import { HttpProblem } from '../problems/http-problem.ts'

/** Where a form with sealed fields comes from, and what it is for. */
export interface SealedForm {
  readonly principal: Principal
  readonly definition: string
  /** Names of the fields that may be sealed. */
  readonly secretFields: ReadonlySet<string>
  /** Id of what is edited; absent for what is new. */
  readonly connection?: string
}

type Form = Readonly<Record<string, unknown>>

/** True where something in a form is sealed, or looks like it. */
export const isSealed = (form: unknown): boolean =>
  typeof form === 'object' &&
  form !== null &&
  (Object.hasOwn(form, 'sealed') || Object.values(form).some((member) => isSealed(member)))

/**
 * The form with what was typed in the place of each sealed field. An envelope opens once, for this session, definition,
 * field and connection alone. Throws a problem with an issue for each that does not, and for each that stands where no
 * secret belongs.
 */
export async function unseal({ sealing }: Parts, form: Form, sealed: SealedForm): Promise<Form> {
  if (!isSealed(form)) return form
  const { principal, definition, secretFields, connection } = sealed
  const issues: Issue[] = []
  const session = sealingSession(principal)
  const opened = await Promise.all(
    Object.entries(form).map(async ([field, value]) => {
      if (!isSealed(value)) return [field, value]
      const envelope = envelopeOf(value)
      if (envelope === undefined || !secretFields.has(field)) {
        issues.push(misplaced(field))
        return [field, undefined]
      }
      try {
        const place = { session, definition, field, ...(connection === undefined ? {} : { connection }) }
        return [field, (await sealing.openField(envelope, place)).reveal()]
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SEALED_FIELD') throw error
        issues.push(unopened(field, error))
        return [field, undefined]
      }
    }),
  )
  if (Object.hasOwn(form, 'sealed')) issues.push(misplaced('sealed'))
  if (issues.length === 0) return Object.fromEntries(opened)
  throw new HttpProblem('invalid_input', { detail: 'A sealed field cannot be read.', issues, changes: [] })
}

function envelopeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { sealed, ...others } = value as { readonly sealed?: unknown }
  return typeof sealed === 'string' && Object.keys(others).length === 0 ? sealed : undefined
}

const misplaced = (field: string): Issue => ({
  path: [field],
  code: 'sealed_misplaced',
  message: 'A sealed text stands where no secret belongs.',
  hint: 'Seal secret fields alone, each as { "sealed": "<envelope>" }.',
  severity: 'error',
})

function unopened(field: string, error: Error): Issue {
  const hint = 'hint' in error && typeof error.hint === 'string' ? { hint: error.hint } : {}
  return { path: [field], code: 'sealed_unreadable', message: error.message, ...hint, severity: 'error' }
}

/** Names of the secret fields of a form, whatever the auth type. */
export function secretFieldsOf({ form }: Definition): ReadonlySet<string> {
  const parts = [form.properties, ...(form.allOf ?? []).map((branch) => branch.then.properties)]
  return new Set(
    parts.flatMap((properties) =>
      Object.entries(properties).flatMap(([name, schema]) => (schema.writeOnly === true ? [name] : [])),
    ),
  )
}
