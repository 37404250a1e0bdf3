import { join } from 'node:path'
import { readText, trackedFiles } from './tracked-files.ts'

type Dependencies = Readonly<Record<string, string>>

interface PackageJson {
  readonly name: string
  readonly version?: string
  readonly exports?: Readonly<Record<string, unknown>>
  readonly dependencies?: Dependencies
  readonly peerDependencies?: Dependencies
  readonly optionalDependencies?: Dependencies
  readonly devDependencies?: Dependencies
}

export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
  /** True for what is published, false for tests and tools. */
  readonly published: boolean
}

export interface Package {
  /** The last part of its folder's path, by which tables name it. */
  readonly id: string
  /** From the root of the repository. */
  readonly folder: string
  readonly packageJson: PackageJson
  readonly sources: readonly SourceFile[]
}

const sourceFile = /\.(ts|tsx|mts|mjs|js)$/

/** The packages of `schemas` and `packages/*`, with every source file of theirs. */
export function readPackages(root: string): readonly Package[] {
  const files = trackedFiles(root)
  const folders = files.flatMap((path) => /^(schemas|packages\/[^/]+)\/package\.json$/.exec(path)?.[1] ?? [])
  return folders.map((folder) => ({
    id: folder.replace('packages/', ''),
    folder,
    packageJson: JSON.parse(readText(root, join(folder, 'package.json')) ?? '{}'),
    sources: files
      .filter((path) => path.startsWith(`${folder}/`) && sourceFile.test(path))
      .map((path) => ({ path, text: readText(root, path) ?? '', published: path.startsWith(`${folder}/src/`) })),
  }))
}
