import { fileURLToPath } from 'node:url'
import { Ajv, type Options } from 'ajv'
import standaloneModule from 'ajv/dist/standalone/index.js'
import addFormatsModule from 'ajv-formats'
import { build } from 'esbuild'

const addFormats = addFormatsModule.default
const standaloneCode = standaloneModule.default

const here = fileURLToPath(new URL('.', import.meta.url))

/** An ES module that checks against one schema: no import, no `require`, no `eval`, no ajv. */
export async function bundleValidator(schema: object, options: Options = {}): Promise<string> {
  const ajv = new Ajv({ strict: true, allErrors: true, ...options, code: { source: true, esm: true, lines: true } })
  // The fast formats are regular expressions, which end up in the code itself instead of in a `require`.
  addFormats(ajv, { mode: 'fast' })
  // ajv's own counting of characters is CommonJS, and would bring a `require` and its wrapping along.
  const code = standaloneCode(ajv, ajv.compile(schema)).replaceAll(
    'require("ajv/dist/runtime/ucs2length").default',
    'countCharacters',
  )
  const { outputFiles } = await build({
    stdin: {
      contents: `import countCharacters from './count-characters.ts'\n${code}`,
      resolveDir: here,
      sourcefile: 'validate.js',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** Declarations for a bundled validator that narrows to `type`, which is imported from `from`. */
export function declareValidator(type: string, from: string): string {
  return `import type { ${type} } from '${from}'

/** One broken keyword, as ajv reports it. */
export interface ValidationError {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly propertyName?: string
  readonly message?: string
}

export interface Validate {
  (data: unknown): data is ${type}
  /** What the last call found; null where it found nothing. */
  errors?: readonly ValidationError[] | null
}

export declare const validate: Validate
export default validate
`
}
