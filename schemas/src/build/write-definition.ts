import { authTypesOf, toEdit } from '../generate/to-edit.ts'
import { toForm } from '../generate/to-form.ts'
import { toJsonForms } from '../generate/to-json-forms.ts'
import { toRjsf } from '../generate/to-rjsf.ts'
import { toUnion } from '../generate/to-union.ts'
import type { Definition, Reentry } from '../generated/definition.ts'
import { bundleValidator, declareValidator } from './bundle-validator.ts'
import type { Output } from './files.ts'
import { toBareForm } from './to-bare-form.ts'
import { toTypes, typeName } from './to-types.ts'

const policies: readonly Reentry[] = ['always', 'keep']

/** Everything that is generated from one definition. */
export async function writeDefinition(definition: Definition, output: Output): Promise<void> {
  const { id } = definition
  const form = toForm(definition)
  output.writeJson(`${id}/definition.json`, definition)
  output.writeJson(`${id}/form.json`, form)
  output.writeJson(`${id}/union.json`, toUnion(definition))
  output.writeJson(`${id}/rjsf.json`, toRjsf(definition))
  output.writeJson(`${id}/jsonforms.json`, toJsonForms(definition))
  for (const authType of authTypesOf(definition)) {
    for (const reentry of policies) {
      output.writeJson(`${id}/edit/${authType}.${reentry}.json`, toEdit(definition, { authType, reentry }))
    }
  }

  output.write(`${id}/types.d.ts`, await toTypes(definition))
  output.write(`${id}/types.js`, 'export {}\n')
  const validator = await bundleValidator(toBareForm(form))
  output.write(`${id}/validate.js`, validator)
  output.write(`${id}/validate.d.ts`, declareValidator(typeName(id), './types.js'))

  // One string to parse is read faster than an object literal.
  const text = JSON.stringify(JSON.stringify(definition))
  output.write(
    `${id}/index.js`,
    `import { deepFreeze } from '../deep-freeze.js'

/** ${definition.title}, version ${definition.version}. Frozen. */
export const definition = deepFreeze(JSON.parse(${text}))
export default definition
`,
  )
  output.write(
    `${id}/index.d.ts`,
    `import type { Definition } from '../generated/definition.js'

/** ${definition.title}, version ${definition.version}. Frozen. */
export declare const definition: Definition
export default definition
`,
  )
}
