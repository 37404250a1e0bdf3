import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const conditions = ['@connform/source']

/** Their modules keep no state, so that the files of one process can share them: most of their time went into loading. */
const SHARED: ReadonlySet<string> = new Set(['schemas', 'core', 'adapters', 'sandbox'])

/** Groups run one after the other. Not 0: on a machine with two processors, vitest runs that one last. */
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
