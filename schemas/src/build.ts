import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Output, openOutput, readJson } from './build/files.ts'
import { type Schema, withShared } from './build/shared-definitions.ts'
import { writeDefinition } from './build/write-definition.ts'
import { writeIndex } from './build/write-index.ts'
import { writeMetaSchema, writeSetupSchema } from './build/write-meta-schema.ts'
import { writeSetups } from './build/write-setups.ts'
import type { Definition } from './generated/definition.ts'
import type { SetupDocument } from './generated/setup.ts'
import type { LintIssue } from './lint/rule.ts'

const require = createRequire(import.meta.url)
const home = new URL('../', import.meta.url)
const generated = new URL('src/generated/', home)
const dist = new URL('dist/', home)
// Built beside and moved into place, so that a build that fails leaves the last good one.
const staged = new URL('.dist-next/', home)

const definitionSchema = readJson(new URL('definition.schema.json', home))
const setupSchema = readJson(new URL('setup.schema.json', home))
await writeMetaSchema(definitionSchema, openOutput(generated))
await writeSetupSchema(setupSchema, definitionSchema, openOutput(generated))

// Not before the validators they begin with are written.
const { lintDefinition } = await import('./lint/lint-definition.ts')
const { lintSetup } = await import('./lint/setup/lint-setup.ts')
const definitions = readFolder<Definition>('definitions')
refuseMistakes(definitions, lintDefinition)
const setups = readFolder<SetupDocument>('setups')
refuseMistakes(setups, (setup) => lintSetup(setup, { definitions }))
rmSync(staged, { recursive: true, force: true })
compileSources()
const output: Output = openOutput(staged)
for (const definition of definitions) await writeDefinition(definition, output)
writeIndex(definitions, output)
writeSetups(setups, output)
output.writeJson('setup.schema.json', withShared(setupSchema as Schema, definitionSchema as Schema))
rmSync(dist, { recursive: true, force: true })
renameSync(staged, dist)

/** Every document of a folder, in the order of their file names. */
function readFolder<Document>(name: string): Document[] {
  const folder = new URL(`${name}/`, home)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readJson(new URL(file, folder)) as Document)
}

function refuseMistakes<Document extends { readonly id: string }>(
  found: readonly Document[],
  lint: (document: Document) => readonly LintIssue[],
): void {
  const mistakes = found.flatMap((document) =>
    lint(document)
      .filter(({ severity }) => severity === 'error')
      .map(({ path, code, message }) => `${document.id} ${path.join('.')}: ${message} (${code})`),
  )
  if (mistakes.length > 0) throw new Error(`A document breaks its rules.\n${mistakes.join('\n')}`)
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
