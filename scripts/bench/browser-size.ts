import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Table } from './report.ts'

const AIM_KILOBYTES = 10

/** Core and one validator, as a page would bundle them: minified and compressed. */
export async function browserSize(): Promise<Table> {
  const { outputFiles } = await build({
    stdin: {
      contents:
        "export { prepare, planEdit } from '@connform/core'\nexport { validate } from '@connform/schemas/bigcommerce-rest/validate.js'",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    write: false,
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('Nothing was bundled.')
  const kilobytes = gzipSync(file.contents, { level: 9 }).length / 1000
  const text = `${kilobytes.toFixed(2)} kB`
  return {
    title: 'Core and one validator in a page',
    head: ['', 'size'],
    rows: [
      ['minified', `${(file.contents.length / 1000).toFixed(1)} kB`],
      ['minified, gzip', text],
    ],
    verdicts: [{ reached: kilobytes <= AIM_KILOBYTES, text: `${text} with gzip (aim: at most ${AIM_KILOBYTES} kB)` }],
  }
}
