import { bundleValidator, declareValidator } from './bundle-validator.ts'
import { emitTypes } from './emit-types.ts'
import type { Output } from './files.ts'

// The schema asks for members in one place and declares them in another, which ajv's strict mode does not follow.
const looseOptions = { strictTypes: false, strictRequired: false, discriminator: true, messages: false } as const

/** From the schema of definitions: the type `Definition`, and the validator the linter begins with. */
export async function writeMetaSchema(metaSchema: unknown, output: Output): Promise<void> {
  const schema = metaSchema as { definitions: Record<string, object> }
  output.write('definition.ts', await emitTypes(schema, 'Definition'))
  output.write('validate-definition.js', await bundleValidator(withDiscriminator(schema), looseOptions))
  output.write('validate-definition.d.ts', declareValidator('Definition', './definition.ts'))
}

/** With ajv's keyword that reports the errors of the one kind an auth method claims to be. */
function withDiscriminator(schema: { definitions: Record<string, object> }): object {
  const AuthMethod = { ...schema.definitions['AuthMethod'], discriminator: { propertyName: 'kind' } }
  return { ...schema, definitions: { ...schema.definitions, AuthMethod } }
}
