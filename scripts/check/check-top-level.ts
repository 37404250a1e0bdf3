// Without this check the first thing a reader sees, the list of files at the root, would grow a new entry with every
// tool and every idea, until it says nothing any more.
import type { Problem } from './problem.ts'
import { trackedFiles } from './tracked-files.ts'

/** What must be there. */
const wanted: ReadonlySet<string> = new Set([
  'packages',
  'schemas',
  'examples',
  'scripts',
  'docs',
  'pnpm-workspace.yaml',
  'package.json',
  'tsconfig.base.json',
  'turbo.json',
  'README.md',
  'LICENSE',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'pnpm-lock.yaml',
  '.changeset',
])

/** What may be there as well. */
const allowed: ReadonlySet<string> = new Set([
  'CHANGELOG.md',
  '.biome.json',
  '.ci',
  '.editorconfig',
  '.gitattributes',
  '.github',
  '.gitignore',
  '.knip.json',
  '.node-version',
  '.npmrc',
])

/** Checks that the root holds what it must, and nothing that no table names. */
export function checkTopLevel(root: string): readonly Problem[] {
  const present = new Set(trackedFiles(root).map((path) => path.split('/')[0] ?? path))
  const missing = [...wanted].filter((name) => !present.has(name))
  const unknown = [...present].filter((name) => !wanted.has(name) && !allowed.has(name))
  return [
    ...missing.map((name) => ({ where: name, what: 'is missing at the root' })),
    ...unknown.map((name) => ({ where: name, what: 'does not belong at the root' })),
  ]
}
