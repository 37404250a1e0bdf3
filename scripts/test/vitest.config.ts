import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const conditions = ['@connform/source']

/**
 * The files of these share a process and its modules, which keep no state: most of their time went into loading. A test
 * of theirs that changes what belongs to the process (timers, `fetch`, the environment) puts it back when it ends.
 */
const SHARED: ReadonlySet<string> = new Set([
  'schemas',
  'core',
  'adapters',
  'vault',
  'transport',
  'sdk',
  'sandbox',
  'server',
  'console',
  'cli',
])

/** Vitest leaves one processor to itself, which would leave one of two idle: tests also wait, for browsers and processes. */
const WORKERS = Math.max(2, availableParallelism())

/** Groups run one after the other. Not 0: where there is one worker, vitest runs that one last. */
const FIRST = 1
const LAST = 2

interface Apart {
  readonly exclude?: readonly string[]
  readonly groupOrder?: number
}

/** One project per folder, so that a report names the package. Tests read sources, not builds. */
const project = (name: string, include: string, { exclude = [], groupOrder = FIRST }: Apart = {}) => ({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    environment: 'node' as const,
    include: [include],
    exclude: ['**/node_modules/**', ...exclude],
    setupFiles: ['scripts/test/record-results.ts'],
    isolate: !SHARED.has(name),
    sequence: { groupOrder },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  root,
  test: {
    maxWorkers: WORKERS,
    globalSetup: ['scripts/test/provide-databases.ts', 'scripts/test/provide-results.ts'],
    projects: [
      project('schemas', 'schemas/test/**/*.test.{ts,tsx}'),
      ...['core', 'adapters', 'vault', 'transport', 'storage', 'sdk', 'sandbox', 'server', 'console', 'cli'].map(
        (name) => project(name, `packages/${name}/test/**/*.test.{ts,tsx}`),
      ),
      project('repository', 'scripts/**/*.test.ts', { exclude: ['scripts/seeds/**'] }),
      project('examples', 'examples/**/*.test.ts'),
      // Reads the results of all others.
      project('seeds', 'scripts/seeds/**/*.test.ts', { groupOrder: LAST }),
    ],
  },
})
