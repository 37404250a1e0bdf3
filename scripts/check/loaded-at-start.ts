import { posix } from 'node:path'
import { importsOf } from './imports.ts'
import type { Package } from './workspace.ts'

/**
 * Paths of the sources a package loads when it starts: those directly in `src`, where its entry points lie, and all
 * they import other than by `import(…)`.
 */
export function loadedAtStart({ folder, sources }: Package): ReadonlySet<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const loaded = new Set<string>()
  const load = (path: string) => {
    const source = byPath.get(path)
    if (source === undefined || loaded.has(path)) return
    loaded.add(path)
    for (const { specifier, kind } of importsOf(source.text)) {
      if (kind === 'static' && specifier.startsWith('.')) load(posix.join(posix.dirname(path), specifier))
    }
  }
  for (const { path } of sources) if (posix.dirname(path) === `${folder}/src`) load(path)
  return loaded
}
