import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileSchemaValidatorsCode } from '@rjsf/validator-ajv8/compileSchemaValidators'
import { build } from 'esbuild'

/**
 * What rjsf checks a form with, compiled here: compiled in the browser it would need `unsafe-eval`, and without that no
 * field of an auth type would ever appear.
 *
 * @returns a script, whose default export is for `createPrecompiledValidator`
 */
export async function rjsfValidators(form) {
  const contents = compileSchemaValidatorsCode(form)
  const resolveDir = dirname(fileURLToPath(import.meta.resolve('@rjsf/validator-ajv8')))
  const options = { bundle: true, write: false, format: 'esm', minify: true, logLevel: 'error' }
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir, loader: 'js' } })
  return outputFiles[0].text
}
