import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject, Vitest } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** JSON lines of every test that has ended in this run; see `record-results.ts`. */
    readonly resultsFile: string
    /** Nothing was left out of this run by name. */
    readonly isWholeRun: boolean
  }
}

/** A place where the tests of one run leave their results for the tests that come last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-results-'))
  const resultsFile = join(folder, 'results.jsonl')
  await writeFile(resultsFile, '')
  // What stands on the command line behind `run`; vitest keeps it, and has no public name for it.
  const { config, filenamePattern }: Vitest & { readonly filenamePattern?: readonly string[] } = project.vitest
  const isNarrowed = (filenamePattern?.length ?? 0) > 0 || config.project.length > 0
  project.provide('resultsFile', resultsFile)
  project.provide('isWholeRun', !isNarrowed && config.testNamePattern === undefined)
  return () => rm(folder, { recursive: true, force: true })
}
