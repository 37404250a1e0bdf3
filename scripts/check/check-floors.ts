// Without this check a lower package could come to need a higher one: core would pull in Node or a database, the
// vault could no longer be audited alone, and embedders could no longer leave out what they do not use.
import { posix } from 'node:path'
import { type Import, importsOf } from './imports.ts'
import { loadedAtStart } from './loaded-at-start.ts'
import type { Problem } from './problem.ts'
import { type Package, readPackages, type SourceFile } from './workspace.ts'

/** Package → floor. An import points to a lower floor, never up and never sideways. */
const floors: Readonly<Record<string, number>> = {
  schemas: 0,
  core: 1,
  adapters: 2,
  vault: 2,
  transport: 2,
  storage: 2,
  interop: 2,
  sdk: 3,
  server: 4,
  console: 4,
  cli: 5,
}

/** A package beside the floors: what it may import, and who may load it, lazily. */
const beside = { id: 'sandbox', mayImportUpTo: 1, loadedBy: 'cli' } as const

/** Checks dependencies and imports of every package against the floors. */
export function checkFloors(root: string): readonly Problem[] {
  const packages = readPackages(root)
  const byName = new Map(packages.map((one) => [one.packageJson.name, one]))
  return packages.flatMap((one) => [
    ...withoutFloor(one),
    ...dependencyProblems(one, byName),
    ...cycleProblems(one, byName),
    ...one.sources.flatMap((source) => importProblems(one, source, byName)),
  ])
}

function withoutFloor({ id, folder }: Package): readonly Problem[] {
  if (id === beside.id || Object.hasOwn(floors, id)) return []
  return [{ where: folder, what: 'has no floor; give it one in scripts/check/check-floors.ts' }]
}

/** Why a package must not build upon another, or undefined where it may. */
function refusal(from: Package, to: Package): string | undefined {
  if (to.id === beside.id)
    return from.id === beside.loadedBy ? undefined : `only ${beside.loadedBy} may use ${beside.id}`
  const own = from.id === beside.id ? beside.mayImportUpTo + 1 : floors[from.id]
  const other = floors[to.id]
  if (own === undefined || other === undefined || other < own) return undefined
  return `${to.id} is not on a floor below ${from.id}`
}

function dependencyProblems(one: Package, byName: ReadonlyMap<string, Package>): readonly Problem[] {
  const { dependencies, peerDependencies, optionalDependencies } = one.packageJson
  const names = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
  return names.flatMap((name) => {
    const other = byName.get(name)
    const reason = other && refusal(one, other)
    return reason ? [{ where: `${one.folder}/package.json`, what: `depends on ${name}, but ${reason}` }] : []
  })
}

/** A package that, by whatever kind of dependency, needs itself. */
function cycleProblems(one: Package, byName: ReadonlyMap<string, Package>): readonly Problem[] {
  const needed = new Set<string>()
  const follow = (name: string) => {
    const { dependencies, peerDependencies, optionalDependencies, devDependencies } =
      byName.get(name)?.packageJson ?? {}
    for (const next of Object.keys({
      ...dependencies,
      ...peerDependencies,
      ...optionalDependencies,
      ...devDependencies,
    })) {
      if (!byName.has(next) || needed.has(next)) continue
      needed.add(next)
      follow(next)
    }
  }
  follow(one.packageJson.name)
  return needed.has(one.packageJson.name)
    ? [{ where: `${one.folder}/package.json`, what: 'depends on itself in a circle' }]
    : []
}

function importProblems(one: Package, source: SourceFile, byName: ReadonlyMap<string, Package>): readonly Problem[] {
  return importsOf(source.text).flatMap((found) => {
    const reason = found.specifier.startsWith('.')
      ? relativeRefusal(one, source, found.specifier)
      : packageRefusal(one, source, { found, byName })
    return reason ? [{ where: `${source.path}:${found.line}`, what: `imports ${found.specifier}, but ${reason}` }] : []
  })
}

function relativeRefusal(one: Package, source: SourceFile, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(source.path), specifier)
  return target.startsWith(`${one.folder}/`) ? undefined : 'an import must not leave its package by a path'
}

function packageRefusal(
  one: Package,
  source: SourceFile,
  { found, byName }: { found: Import; byName: ReadonlyMap<string, Package> },
): string | undefined {
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(found.specifier)?.[0] ?? ''
  const other = byName.get(name)
  if (other === undefined || other === one) return undefined
  if (/^\/(src|dist)(\/|$)/.test(found.specifier.slice(name.length))) return `only the exports of ${name} are public`
  if (!source.published) return undefined
  if (other.id === beside.id && found.kind === 'static' && loadedAtStart(one).has(source.path)) {
    return `${beside.id} must not be loaded at start`
  }
  return refusal(one, other)
}
