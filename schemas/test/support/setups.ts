import type { SetupDocument } from '../../src/generated/setup.ts'
import { readFolder } from './files.ts'

/** Every setup of the package, as written. */
export const setups = readFolder<SetupDocument>('setups').map(([, setup]) => setup)

export function setupOf(id: string): SetupDocument {
  const found = setups.find((setup) => setup.id === id)
  if (!found) throw new Error(`There is no setup ${id}.`)
  return found
}
