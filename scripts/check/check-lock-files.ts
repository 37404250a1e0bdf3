// Without this check a lock file written behind somebody's mirror would name that mirror, and nobody else could
// install from it.
import type { Problem } from './problem.ts'
import { readText, trackedFiles } from './tracked-files.ts'

const lockFile = /(^|\/)(pnpm-lock\.yaml|package-lock\.json|npm-shrinkwrap\.json)$/

/** Marks of a host name; package managers find tarballs by name, version and integrity alone. */
const marks: readonly RegExp[] = [/https?:\/\//, /\btarball:/, /"resolved"/]

/** Checks that lock files are there and name no host. */
export function checkLockFiles(root: string): readonly Problem[] {
  const paths = trackedFiles(root).filter((path) => lockFile.test(path))
  if (!paths.includes('pnpm-lock.yaml')) return [{ where: 'pnpm-lock.yaml', what: 'is missing' }]
  return paths.flatMap((path) => lines(root, path).flatMap((line, index) => lineProblems(`${path}:${index + 1}`, line)))
}

function lines(root: string, path: string): readonly string[] {
  return readText(root, path)?.split('\n') ?? []
}

function lineProblems(where: string, line: string): readonly Problem[] {
  const found = marks.map((mark) => mark.exec(line)?.[0]).find((text) => text !== undefined)
  return found === undefined ? [] : [{ where, what: `holds ${found}; write the lock file without host names` }]
}
