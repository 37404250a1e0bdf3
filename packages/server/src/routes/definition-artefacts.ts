import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { definitions as builtin, type Definition } from '@connform/schemas'
import { authTypesOf, toEdit, toForm, toJsonForms, toRjsf, toUnion } from '@connform/schemas/generate'
import { HttpProblem } from '../problems/http-problem.ts'

type Maker = (definition: Definition, authType: string | undefined) => unknown

/** What is generated of a definition, by the word that asks for it. */
export const artefacts: Readonly<Record<string, Maker>> = Object.freeze({
  form: (definition) => toForm(definition),
  union: (definition) => toUnion(definition),
  rjsf: (definition) => toRjsf(definition),
  jsonforms: (definition) => toJsonForms(definition),
  edit: (definition, authType) =>
    toEdit(definition, { authType: knownAuthType(definition, authType), reentry: definition.reentry }),
  types: (definition) => typesOf(definition),
})

/** JSON, or the text of a TypeScript declaration. */
export const artefactOf = async (
  definition: Definition,
  kind: string,
  authType: string | undefined,
): Promise<unknown> => artefacts[kind]?.(definition, authType)

function knownAuthType(definition: Definition, authType: string | undefined): string {
  const known = authTypesOf(definition)
  if (authType !== undefined && known.includes(authType)) return authType
  throw new HttpProblem('invalid_request', {
    detail: 'An edit form is made for the auth type that is saved.',
    hint: `Add the parameter authType with one of: ${known.join(', ')}.`,
  })
}

/** The types are made by the build, for definitions that are there then. */
async function typesOf({ id }: Definition): Promise<string> {
  if (builtin.some((definition) => definition.id === id)) {
    return readFile(fileURLToPath(import.meta.resolve(`@connform/schemas/${id}/types.d.ts`)), 'utf8')
  }
  throw new HttpProblem('not_found', { detail: 'Types are there for built-in definitions alone.' })
}
