import type { Definition } from '../../src/generated/definition.ts'
import { readFolder } from './files.ts'

/** Every definition of the package, as written. */
export const definitions = readFolder<Definition>('definitions').map(([, definition]) => definition)

export function definitionOf(id: string): Definition {
  const found = definitions.find((definition) => definition.id === id)
  if (!found) throw new Error(`There is no definition ${id}.`)
  return found
}
