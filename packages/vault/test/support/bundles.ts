import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

interface Bundler {
  build(options: object): Promise<{
    outputFiles: { text: string }[]
    metafile: { inputs: object; outputs: Record<string, { imports: { path: string }[] }> }
  }>
}

/** The bundler that comes with tsup, which builds the packages. */
const fromTsup = createRequire(createRequire(import.meta.url).resolve('tsup'))
const { build } = fromTsup('esbuild') as Bundler

/** `@connform/vault/browser` as a page loads it, under the global name `vault`; fails on an import of Node's. */
export async function browserBundle(): Promise<{ script: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../../src/browser/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'vault',
    conditions: ['@connform/source'],
    logLevel: 'silent',
  })
  return { script: outputFiles[0]!.text, inputs: Object.keys(metafile.inputs) }
}

/** The packages that an entry of ours loads when it is imported. */
export async function packagesLoadedBy(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/${entry}/index.ts`, import.meta.url))],
    bundle: true,
    write: false,
    outdir: 'out',
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  const loaded = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  return [...new Set(loaded)].filter((path) => !path.startsWith('node:')).sort()
}
