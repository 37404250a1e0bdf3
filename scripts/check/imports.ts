/** One module named in a source file. */
export interface Import {
  readonly specifier: string
  /** `static` loads with the file, `lazy` is `import(…)` and loads when it is reached, `type` never loads. */
  readonly kind: 'static' | 'lazy' | 'type'
  /** Of the specifier, from 1. */
  readonly line: number
}

const comments = /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm
const patterns = [
  { lazy: false, pattern: /(?<type>\b(?:import|export)\s+type\b[^'";=]*?)?\bfrom\s*(['"])(?<specifier>[^'"\n]+)\2/g },
  { lazy: false, pattern: /\bimport\s*(['"])(?<specifier>[^'"\n]+)\1/g },
  { lazy: false, pattern: /\brequire\s*\(\s*(['"])(?<specifier>[^'"\n]+)\1/g },
  { lazy: true, pattern: /\bimport\s*\(\s*(['"])(?<specifier>[^'"\n]+)\1/g },
] as const

/** Modules a TypeScript or JavaScript source imports, re-exports or requires by a fixed name; those in comments left out. */
export function importsOf(source: string): readonly Import[] {
  const code = source.replace(comments, (comment) => comment.replace(/[^\n]/g, ' '))
  return patterns.flatMap(({ lazy, pattern }) =>
    [...code.matchAll(pattern)].map((match) => ({
      specifier: match.groups?.specifier ?? '',
      kind: lazy ? ('lazy' as const) : match.groups?.type ? ('type' as const) : ('static' as const),
      line: code.slice(0, match.index + match[0].length).split('\n').length,
    })),
  )
}
