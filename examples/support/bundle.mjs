import { build } from 'esbuild'

/** One script for the browser out of a source file and all it imports, in memory. */
export async function bundle(file, { alias = {}, plugins = [] } = {}) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    alias,
    plugins,
  })
  return outputFiles[0].text
}
