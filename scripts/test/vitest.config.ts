import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const conditions = ['@connform/source']

/** One project per folder, so that a report names the package. Tests read sources, not builds. */
const project = (name: string, include: string) => ({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { name, environment: 'node' as const, include: [include], testTimeout: 30_000, hookTimeout: 60_000 },
})

export default defineConfig({
  root,
  test: {
    globalSetup: ['scripts/test/provide-databases.ts'],
    projects: [
      project('schemas', 'schemas/test/**/*.test.{ts,tsx}'),
      ...['core', 'adapters', 'vault', 'transport', 'storage', 'sdk', 'sandbox', 'server', 'console', 'cli'].map(
        (name) => project(name, `packages/${name}/test/**/*.test.{ts,tsx}`),
      ),
      project('repository', 'scripts/**/*.test.ts'),
      project('examples', 'examples/**/*.test.ts'),
    ],
  },
})
