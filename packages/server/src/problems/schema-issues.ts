import type { Issue } from 'connform'
import type { FastifyError } from 'fastify'

type Found = NonNullable<FastifyError['validation']>[number]
type Refused = FastifyError & { readonly validation: readonly Found[] }

/** True for what the schema of a route refuses. */
export const isRefusedByAjv = (error: unknown): error is Refused =>
  error instanceof Error && 'validation' in error && Array.isArray(error.validation)

/** What a schema refuses, as issues: the path, ajv's keyword as the code, and never the value. */
export const issuesOfAjv = (error: Refused): Issue[] =>
  error.validation.map((found) => ({
    path: pathOf(found),
    code: codes[found.keyword] ?? 'invalid',
    message: messageOf(found),
    severity: 'error',
  }))

const codes: Readonly<Record<string, string>> = Object.freeze({
  additionalProperties: 'unknown',
  required: 'required',
  type: 'type',
  enum: 'not_allowed',
  const: 'not_allowed',
  pattern: 'format',
  format: 'format',
  minLength: 'too_short',
  maxLength: 'too_long',
  minimum: 'too_small',
  maximum: 'too_large',
  maxProperties: 'too_many',
  maxItems: 'too_many',
  oneOf: 'not_allowed',
})

/** A name this long may be something else that was put in its place: access tokens begin at 31 characters. */
const MAX_NAME = 24

function pathOf({ instancePath, params, keyword }: Found): string[] {
  const path = instancePath.split('/').slice(1).map(unescapePointer)
  const named = keyword === 'required' ? params['missingProperty'] : params['additionalProperty']
  return typeof named === 'string' && named.length <= MAX_NAME ? [...path, named] : path
}

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

function messageOf({ keyword, params, message }: Found): string {
  if (keyword === 'additionalProperties') return 'This is not known here.'
  if (keyword === 'required') return 'This has to be given.'
  if (keyword === 'enum') return `This has to be one of: ${[params['allowedValues']].flat().join(', ')}.`
  if (keyword === 'oneOf') return 'This has to be one of the shapes that are documented.'
  return `This ${(message ?? 'is not as documented').replace(/^must/, 'has to')}.`
}
