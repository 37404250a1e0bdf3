import { Ajv, type Options } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import type { SchemaValidator, ValidationError } from '../../src/compile.ts'
import { toForm, toUnion } from '../../src/generate.ts'
import type { Definition } from '../../src/generated/definition.ts'
import { home } from './files.ts'

const addFormats = addFormatsModule.default
const strict: Options = { strict: true, allErrors: true }

/** Why a value is refused: the field, and ajv's keyword as the form reports it. */
export interface Reason {
  readonly path: readonly string[]
  readonly keyword: string
}

/** The ways a connection is checked, which must agree: name → validator. */
export async function validatorsOf(definition: Definition): Promise<Record<string, SchemaValidator>> {
  const form = toForm(definition)
  const standalone: { validate: SchemaValidator } = await import(`${home}/dist/${definition.id}/validate.js`)
  return {
    'ajv, draft-07, strict': addFormats(new Ajv(strict)).compile(form),
    'ajv, 2020-12, strict': addFormats(new Ajv2020(strict)).compile(form),
    'the validator of the build': standalone.validate,
    'the closed union': addFormats(new Ajv({ ...strict, discriminator: true })).compile(toUnion(definition)),
  }
}

// The union and the validator of the build say the same in other keywords.
const sameAs: Readonly<Record<string, string>> = {
  additionalProperties: 'propertyNames',
  discriminator: 'oneOf',
  enum: 'oneOf',
}

/** Every reason a validator's last call found, without the errors that hold others together. */
export function reasonsOf(validator: SchemaValidator): Reason[] {
  return (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'const').map(toReason)
}

function toReason({ instancePath, keyword, params, propertyName }: ValidationError): Reason {
  const path = instancePath.split('/').slice(1)
  const tag = params['tag']
  if (keyword === 'discriminator' && typeof tag === 'string') {
    return { path: [...path, tag], keyword: params['tagValue'] === undefined ? 'required' : 'oneOf' }
  }
  const name = propertyName ?? params['missingProperty'] ?? params['additionalProperty'] ?? params['propertyName']
  return { path: typeof name === 'string' ? [...path, name] : path, keyword: sameAs[keyword] ?? keyword }
}
