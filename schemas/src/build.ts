import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Output, openOutput, readJson } from './build/files.ts'
import { writeDefinition } from './build/write-definition.ts'
import { writeIndex } from './build/write-index.ts'
import { writeMetaSchema } from './build/write-meta-schema.ts'
import type { Definition } from './generated/definition.ts'

const require = createRequire(import.meta.url)
const home = new URL('../', import.meta.url)
const generated = new URL('src/generated/', home)
const dist = new URL('dist/', home)
// Built beside and moved into place, so that a build that fails leaves the last good one.
const staged = new URL('.dist-next/', home)

await writeMetaSchema(readJson(new URL('definition.schema.json', home)), openOutput(generated))

// Not before the validator it begins with is written.
const { lintDefinition } = await import('./lint/lint-definition.ts')
const definitions = readDefinitions()
refuseMistakes(definitions)
rmSync(staged, { recursive: true, force: true })
compileSources()
const output: Output = openOutput(staged)
for (const definition of definitions) await writeDefinition(definition, output)
writeIndex(definitions, output)
rmSync(dist, { recursive: true, force: true })
renameSync(staged, dist)

/** Every definition, in the order of their file names. */
function readDefinitions(): Definition[] {
  const folder = new URL('definitions/', home)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readJson(new URL(name, folder)) as Definition)
}

function refuseMistakes(found: readonly Definition[]): void {
  const mistakes = found.flatMap((definition) =>
    lintDefinition(definition)
      .filter(({ severity }) => severity === 'error')
      .map(({ path, code, message }) => `${definition.id} ${path.join('.')}: ${message} (${code})`),
  )
  if (mistakes.length > 0) throw new Error(`A definition breaks its rules.\n${mistakes.join('\n')}`)
}

/** Emits the modules that are used at run time, with their declarations. */
function compileSources(): void {
  const tsc = fileURLToPath(new URL('bin/tsc', pathToFileURL(require.resolve('typescript/package.json'))))
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fileURLToPath(staged)], {
    cwd: fileURLToPath(home),
    stdio: 'inherit',
  })
  cpSync(generated, new URL('generated/', staged), { recursive: true, filter: (path) => !/(?<!\.d)\.ts$/.test(path) })
}
