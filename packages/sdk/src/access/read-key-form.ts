import { type Definition, type Issue, prepare, type Role } from '@connform/core'

export type KeyForm =
  | { readonly ok: true; readonly name: string; readonly role: Role; readonly expiresAt: string | null }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** What a role may do, for people to choose by. */
const roles: readonly { readonly const: Role; readonly title: string }[] = Object.freeze([
  { const: 'viewer', title: 'Viewer: reads' },
  { const: 'editor', title: 'Editor: creates, changes, tests and removes' },
  { const: 'admin', title: 'Admin: everything' },
])

/** The form of an API key goes the same way as every other: cleaned, then checked. */
const keyDefinition: Definition = Object.freeze<Definition>({
  id: 'api-key',
  version: '1.0.0',
  title: 'API key',
  description: 'Lets a program use the HTTP API.',
  documentation: 'https://www.rfc-editor.org/rfc/rfc6750#section-2.1',
  form: {
    title: 'API key',
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', minLength: 1, maxLength: 255 },
      role: { type: 'string', title: 'Role', oneOf: roles },
      expiresAt: { type: 'string', title: 'Expiry', maxLength: 35 },
    },
    required: ['name', 'role'],
    propertyNames: { enum: ['name', 'role', 'expiresAt'] },
  },
  hints: { name: { help: 'What will use it, so that it can be told from others later.' } },
  guides: {},
  identity: [],
  reentry: 'keep',
  request: { baseUrl: '', allowedHosts: [], headers: {} },
  auth: {},
  test: { steps: [], answers: [] },
  notices: [],
})

export const isRole = (text: unknown): text is Role => roles.some((role) => role.const === text)

/** Reads what a new API key is to be. */
export function readKeyForm(input: unknown, now: Date): KeyForm {
  const { ok, values, issues } = prepare(keyDefinition, input)
  const { name, role, expiresAt } = values
  const wrongMoment = typeof expiresAt === 'string' ? issueOf(expiresAt, now) : undefined
  if (!ok || !isRole(role) || wrongMoment !== undefined) {
    return { ok: false, issues: wrongMoment === undefined ? issues : [...issues, wrongMoment] }
  }
  const expiry = typeof expiresAt === 'string' ? new Date(expiresAt).toISOString() : null
  return { ok: true, name: String(name), role, expiresAt: expiry }
}

function issueOf(text: string, now: Date): Issue | undefined {
  const moment = momentOf(text)
  if (moment !== undefined && moment > now.getTime()) return undefined
  return {
    path: ['expiresAt'],
    ...(moment === undefined
      ? {
          code: 'format',
          message: 'Expiry must be a date or a moment, for example 2030-12-31 or 2030-12-31T12:00:00Z.',
        }
      : { code: 'past', message: 'Expiry must be in the future.' }),
    severity: 'error',
  }
}

/** In milliseconds; undefined for what is no moment, or a day that its month does not have. */
function momentOf(text: string): number | undefined {
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/.exec(text) ?? []
  const moment = Date.parse(text)
  if (day === undefined || Number.isNaN(moment)) return undefined
  return new Date(Date.parse(day)).toISOString().startsWith(day) ? moment : undefined
}
