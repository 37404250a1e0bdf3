import { type Definition, type Issue, type OAuthClientRecord, planEdit, prepare, type Secret } from '@connform/core'

export type ClientForm =
  | {
      readonly ok: true
      readonly name: string
      readonly clientId: string
      /** Absent where the saved one is kept. */
      readonly clientSecret?: Secret
      readonly issues: readonly Issue[]
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** The form of an OAuth client goes the same way as every other: cleaned, checked, split, re-entered. */
const clientDefinition: Definition = Object.freeze<Definition>({
  id: 'oauth-client',
  version: '1.0.0',
  title: 'OAuth client',
  description: 'A client ID and client secret to choose in many connections.',
  documentation: 'https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1',
  form: {
    title: 'OAuth client',
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name', minLength: 1, maxLength: 255 },
      clientId: { type: 'string', title: 'Client ID', minLength: 1, maxLength: 255 },
      clientSecret: {
        type: 'string',
        title: 'Client secret',
        minLength: 1,
        maxLength: 1024,
        writeOnly: true,
        format: 'password',
      },
    },
    required: ['name', 'clientId', 'clientSecret'],
    propertyNames: { enum: ['name', 'clientId', 'clientSecret'] },
  },
  hints: {
    clientId: { help: 'The provider shows it for your app.' },
    clientSecret: { help: 'The provider shows it beside the client ID.' },
  },
  guides: {},
  // A secret belongs to one client ID: with another, the saved one is not the right one.
  identity: ['clientId'],
  reentry: 'keep',
  request: { baseUrl: '', allowedHosts: [], headers: {} },
  auth: {},
  test: { steps: [], answers: [] },
  notices: [],
})

/** Reads the form of a new client, or the changes to a saved one. */
export function readClientForm(input: unknown, saved?: OAuthClientRecord): ClientForm {
  if (saved === undefined) {
    const { ok, values, secrets, issues } = prepare(clientDefinition, input)
    const clientSecret = secrets['clientSecret']
    if (!ok || clientSecret === undefined) return { ok: false, issues }
    return { ok: true, name: String(values['name']), clientId: String(values['clientId']), clientSecret, issues }
  }
  const values = { name: saved.name, clientId: saved.clientId }
  const plan = planEdit(clientDefinition, { values, secrets: { clientSecret: {} } }, input)
  const operation = plan.secrets['clientSecret']
  if (!plan.ok || operation === undefined) return { ok: false, issues: plan.issues }
  const { name, clientId } = plan.values
  const typed = operation.op === 'replace' ? { clientSecret: operation.value } : {}
  return { ok: true, name: String(name), clientId: String(clientId), ...typed, issues: plan.issues }
}
