import { bundleValidator, declareValidator } from './bundle-validator.ts'
import { emitTypes } from './emit-types.ts'
import type { Output } from './files.ts'
import { type Schema, sharedNames, withShared, withSharedTypes } from './shared-definitions.ts'

// The schema asks for members in one place and declares them in another, which ajv's strict mode does not follow.
const looseOptions = { strictTypes: false, strictRequired: false, discriminator: true, messages: false } as const

/** From the schema of definitions: the type `Definition`, and the validator the linter begins with. */
export async function writeMetaSchema(metaSchema: unknown, output: Output): Promise<void> {
  const schema = metaSchema as Schema
  output.write('definition.ts', await emitTypes(schema, 'Definition'))
  output.write('validate-definition.js', await bundleValidator(withDiscriminator(schema), looseOptions))
  output.write('validate-definition.d.ts', declareValidator('Definition', './definition.ts'))
}

/**
 * From the schema of setups, which names parts of the schema of definitions: the type `SetupDocument`, and the validator
 * the linter begins with.
 */
export async function writeSetupSchema(metaSchema: unknown, definitions: unknown, output: Output): Promise<void> {
  const schema = metaSchema as Schema
  const types = await emitTypes(withSharedTypes(schema), 'SetupDocument')
  const imported = sharedNames(schema).filter((name) => new RegExp(`: [^\\n]*(?<![\\w-])${name}\\b`).test(types))
  output.write('setup.ts', `import type { ${imported.sort().join(', ')} } from './definition.ts'\n\n${types}`)
  output.write('validate-setup.js', await bundleValidator(withShared(schema, definitions as Schema), looseOptions))
  output.write('validate-setup.d.ts', declareValidator('SetupDocument', './setup.ts'))
}

/** With ajv's keyword that reports the errors of the one kind an auth method claims to be. */
function withDiscriminator(schema: Schema): object {
  const AuthMethod = { ...schema.definitions['AuthMethod'], discriminator: { propertyName: 'kind' } }
  return { ...schema, definitions: { ...schema.definitions, AuthMethod } }
}
