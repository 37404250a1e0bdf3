// Without this check a definition could break the style that every form renderer needs, or could be added and then
// not be published, which only its first user would notice.
import { basename, join } from 'node:path'
import type { Check, Problem } from './problem.ts'
import { readText, trackedFiles } from './tracked-files.ts'

/** One thing the linter says: where in the definition, what, and whether it must be mended. */
interface Mistake {
  readonly path: readonly string[]
  readonly message: string
  readonly severity: 'error' | 'warning'
}

/** Looks at the content of a definition file. */
type Linter = (definition: unknown) => readonly Mistake[]

/** What is published for each definition, as subpaths of the package. */
const artefacts = ['form.json', 'union.json', 'rjsf.json', 'jsonforms.json', 'validate.js'] as const

/** A check of every definition: it reads as JSON, keeps the linter's rules, is named after its id and is published. */
export function definitionsCheck(lint: Linter): Check {
  return (root) => {
    const paths = trackedFiles(root).filter((path) => /^schemas\/definitions\/[^/]+\.json$/.test(path))
    if (paths.length === 0) return [{ where: 'schemas/definitions', what: 'holds no definition' }]
    const published = publishedSubpaths(root)
    return paths.flatMap((path) => [...contentProblems(root, path, lint), ...exportProblems(path, published)])
  }
}

function contentProblems(root: string, path: string, lint: Linter): readonly Problem[] {
  const definition = readJson(root, path)
  if (definition === undefined) return [{ where: path, what: 'is not JSON' }]
  const mistakes = lint(definition)
    .filter(({ severity }) => severity === 'error')
    .map((mistake) => ({ where: `${path} ${mistake.path.join('.')}`.trim(), what: mistake.message }))
  return idOf(definition) === idIn(path) ? mistakes : [...mistakes, { where: path, what: 'is not named after its id' }]
}

function exportProblems(path: string, published: readonly string[]): readonly Problem[] {
  const wanted = artefacts.map((artefact) => `./${idIn(path)}/${artefact}`)
  return wanted
    .filter((subpath) => !published.some((pattern) => covers(pattern, subpath)))
    .map((subpath) => ({ where: 'schemas/package.json', what: `does not export ${subpath}` }))
}

function publishedSubpaths(root: string): readonly string[] {
  const packageJson = readJson(root, join('schemas', 'package.json'))
  const exported =
    typeof packageJson === 'object' && packageJson !== null && 'exports' in packageJson && packageJson.exports
  return Object.keys(exported || {})
}

/** A key of `exports` may hold one `*`, which stands for any text. https://nodejs.org/api/packages.html#subpath-patterns */
function covers(pattern: string, subpath: string): boolean {
  const [before = '', after] = pattern.split('*')
  if (after === undefined) return pattern === subpath
  return subpath.length >= before.length + after.length && subpath.startsWith(before) && subpath.endsWith(after)
}

function readJson(root: string, path: string): unknown {
  try {
    return JSON.parse(readText(root, path) ?? '')
  } catch {
    return undefined
  }
}

function idIn(path: string): string {
  return basename(path, '.json')
}

function idOf(definition: unknown): unknown {
  return typeof definition === 'object' && definition !== null && 'id' in definition ? definition.id : undefined
}
