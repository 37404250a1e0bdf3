import { maskValues } from '@connform/core'
import type { Derivation } from 'connform'
import type { FastifyPluginCallback } from 'fastify'
import type { Parts } from '../parts.ts'
import { callConnform } from '../requests/call-connform.ts'
import { object, text } from '../schemas/json-schema.ts'
import { idParams, operation } from '../schemas/operation.ts'
import { artefactOf, artefacts } from './definition-artefacts.ts'
import { summaryOf } from './definition-summary.ts'

const tag = 'Definitions'
const viewer = { connform: { role: 'viewer' } } as const

/** `definitions`: kinds of connections, what is generated of them, and whether a form is complete. */
export const definitionRoutes: FastifyPluginCallback<Parts> = (app, _parts, done) => {
  app.get(
    '/definitions',
    {
      config: viewer,
      schema: operation({
        id: 'listDefinitions',
        tag,
        summary: 'The kinds of connections that can be made',
        answers: { 200: { description: 'All of them.', of: 'DefinitionList' } },
      }),
    },
    (request) =>
      callConnform(request, 'definitions.list', ({ definitions }) => ({
        definitions: definitions.list().map(summaryOf),
      })),
  )

  app.get<{ Params: { id: string }; Querystring: { for?: string; authType?: string } }>(
    '/definitions/:id',
    {
      config: viewer,
      schema: operation({
        id: 'getDefinition',
        tag,
        summary: 'One kind of connection, or what is generated of it',
        description:
          'With `for`, the form in the shape that a renderer takes; `edit` needs the auth type that is saved.',
        params: idParams,
        query: object(
          {},
          { for: { type: 'string', enum: Object.keys(artefacts) }, authType: { type: 'string', maxLength: 64 } },
        ),
        answers: { 200: { description: 'A JSON document; text for `types`.', of: 'DefinitionDocument', orText: true } },
        problems: [404],
      }),
    },
    async (request, reply) => {
      const { for: kind, authType } = request.query
      const definition = await callConnform(request, 'definitions.get', ({ definitions }) =>
        definitions.get(request.params.id),
      )
      if (kind === undefined) return definition
      const made = await artefactOf(definition, kind, authType)
      return typeof made === 'string' ? reply.type('text/plain; charset=utf-8').send(made) : made
    },
  )

  app.post<{ Params: { id: string }; Body: { input: Record<string, unknown> } }>(
    '/definitions/:id/validate',
    {
      config: viewer,
      schema: operation({
        id: 'validateInput',
        tag,
        summary: 'Clean and check a filled form',
        description: 'Nothing is sent and nothing is stored. Secrets in the answer are masked.',
        params: idParams,
        body: object({ input: { type: 'object' } }),
        answers: { 200: { description: 'The form as it was read.', of: 'Validation' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'connections.validate', ({ connections }) => {
        const prepared = connections.validate(request.params.id, request.body.input)
        const { ok: valid, issues, changes } = prepared
        return { valid, values: maskValues(prepared), issues, changes }
      }),
  )

  app.post<{ Body: { text: string; definition?: string } }>(
    '/derive',
    {
      config: viewer,
      schema: operation({
        id: 'deriveFacts',
        tag,
        summary: 'Read facts out of a pasted text',
        description: 'An address, a path or a credentials file. Secrets that stand in it are named, never repeated.',
        body: object({ text: { type: 'string', maxLength: 65_536 } }, { definition: text }),
        answers: { 200: { description: 'What was found.', of: 'Derivation' } },
        problems: [404],
      }),
    },
    (request) =>
      callConnform(request, 'definitions.derive', ({ definitions }) => {
        const { text: pasted, definition } = request.body
        const ids = definition === undefined ? definitions.list().map(({ id }) => id) : [definition]
        return derivationOf(ids.map((id) => definitions.derive(id, pasted)))
      }),
  )
  done()
}

/** The reading that found most, with its secrets by name alone. */
function derivationOf(readings: readonly Derivation[]): Record<string, unknown> {
  const [best] = [...readings].sort((one, other) => factsIn(other) - factsIn(one))
  if (best === undefined) return { form: 'none' }
  const { form, values, secrets, issues } = best
  const secretsFound = Object.keys(secrets)
  return {
    ...values,
    form,
    ...(secretsFound.length === 0 ? {} : { secretsFound }),
    ...(issues.length === 0 ? {} : { issues }),
  }
}

/** What says what is missing has understood more than what recognised nothing. */
const factsIn = ({ form, values, secrets }: Derivation): number =>
  form === 'none' ? 0 : 1 + Object.keys(values).length + Object.keys(secrets).length
