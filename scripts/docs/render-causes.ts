// `node scripts/docs/render-causes.ts` writes docs/causes.md anew from the definitions.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Definition } from '../../schemas/src/generated/definition.ts'
import { causesPage } from './causes-page.ts'

const root = join(import.meta.dirname, '..', '..')

/** Where the page stands in the repository. */
export const causesFile = join(root, 'docs', 'causes.md')

/** The page as it should stand there: the definitions in the order of their file names. */
export function renderCauses(): string {
  const folder = join(root, 'schemas', 'definitions')
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return causesPage(names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Definition))
}

if (import.meta.main) writeFileSync(causesFile, renderCauses())
