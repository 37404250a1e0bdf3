import type { Definition } from '../generated/definition.ts'
import type { Output } from './files.ts'
import { typeName } from './to-types.ts'

/** The package's entry: every definition, and the types of their connections. */
export function writeIndex(definitions: readonly Definition[], output: Output): void {
  const ids = definitions.map(({ id }) => id)
  const imports = ids.map((id, index) => `import definition${index} from './${id}/index.js'`)
  output.write(
    'index.js',
    `${imports.join('\n')}

/** Every definition of this package, in the order of their ids. */
export const definitions = Object.freeze([${ids.map((_, index) => `definition${index}`).join(', ')}])
/** The ids of {@link definitions}, in the same order. */
export const definitionIds = Object.freeze(${JSON.stringify(ids)})
`,
  )
  output.write(
    'index.d.ts',
    `import type { Definition } from './generated/definition.js'

export type * from './generated/definition.js'
${ids.map((id) => `export type { ${typeName(id)} } from './${id}/types.js'`).join('\n')}

/** Every definition of this package, in the order of their ids. */
export declare const definitions: readonly Definition[]
/** The ids of {@link definitions}, in the same order. */
export declare const definitionIds: readonly [${ids.map((id) => `'${id}'`).join(', ')}]
`,
  )
}
