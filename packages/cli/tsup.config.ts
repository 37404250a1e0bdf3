import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Options } from 'tsup'

// Starting is most of what a command does, so it is built for it: the entry is one file, which holds what every command
// needs and the one that is run in loops. Everything else lies in `parts/`, in files that share what they have in
// common, and is loaded when a command asks for it. `node scripts/run.mjs bench` measures what it comes to.

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** Loaded by `import(…)`, and held by the entry all the same. */
const inEntry: readonly string[] = ['commands/validate.ts']

/** Leaves every other lazy part out of the entry. */
const lazyParts: Plugin = {
  name: 'lazy-parts',
  setup(build) {
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const part = relative('src', join(resolveDir, path))
      if (kind !== 'dynamic-import' || inEntry.includes(part)) return undefined
      return { path: `./parts/${part.replace(/\.ts$/, '.js')}`, external: true }
    })
    // A definition is long, and a command reads one of them at most: as JSON, which is quicker than as a module.
    build.onResolve({ filter: /^@connform\/schemas\/[a-z-]+$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.split('/').at(-1), namespace: 'definition' } : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'definition' }, ({ path: id }) => {
      mkdirSync('dist/definitions', { recursive: true })
      const file = fileURLToPath(import.meta.resolve(`@connform/schemas/${id}/definition.json`))
      writeFileSync(`dist/definitions/${id}.json`, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))))
      return { contents: readDefinition(id), resolveDir: process.cwd() }
    })
  },
}

/**
 * Loads Node's own modules when something of them is used. The first `import` or `require` of one reads each of its
 * members, and so loads much that is never used: `node:util` alone costs a tenth of the time to start.
 */
const builtins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '')
      if (!path.startsWith('node:') && !builtinModules.includes(name)) return undefined
      return { path: `node:${name}`, namespace: 'builtin', sideEffects: false }
    })
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: lazily(path) }))
  },
}

const readDefinition = (id: string): string => `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
export const definition = JSON.parse(readFileSync(new URL('./definitions/${id}.json', import.meta.url), 'utf8'))`

/** Puts the console's pages beside the program, which serves them; those of the build before are gone. */
async function copyConsole(): Promise<void> {
  const pages = dirname(fileURLToPath(import.meta.resolve('@connform/console/index.html')))
  rmSync('dist/console', { recursive: true, force: true })
  cpSync(pages, 'dist/console', { recursive: true })
}

function lazily(path: string): string {
  const builtin = process.getBuiltinModule(path)
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`
  // A module that is a function (`events`, `stream`) is a class that others extend.
  if (typeof builtin !== 'object') return `module.exports = ${load}`
  if (builtin === process) return 'module.exports = process'
  return `for (const key of ${JSON.stringify(Object.keys(builtin))}) {
    Object.defineProperty(exports, key, { enumerable: true, get: () => ${load}[key] })
  }`
}

const shared: Options = {
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  removeNodeProtocol: false,
  // Loaded for PostgreSQL alone, and installed beside: their own files look for each other by name.
  external: ['pg', 'pg-boss'],
  noExternal: [/^(?!pg$|pg-boss$)/],
  minify: true,
  dts: false,
  define: { VERSION: JSON.stringify(version) },
}

export default defineConfig([
  {
    ...shared,
    entry: { connform: 'src/connform.ts' },
    splitting: false,
    esbuildPlugins: [lazyParts, builtins],
  },
  {
    ...shared,
    entry: [
      'src/commands/*.ts',
      'src/{open-from-environment,describe-failure}.ts',
      'src/input/find-json-mistake.ts',
      'src/bulk/{check-in-threads,validate-worker}.ts',
    ],
    outDir: 'dist/parts',
    clean: true,
    splitting: true,
    esbuildPlugins: [builtins],
    onSuccess: copyConsole,
  },
])
