import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What every page needs comes in two files: one that changes with our releases, one that changes with theirs. */
const groups = [
  // Asks for what the page shows first, and has to run without waiting for any of the others.
  {
    name: 'first',
    test: /\/console\/src\/(first\/|api\/(address|list-page)\.ts|connections\/list-state)/,
    priority: 1,
  },
  {
    name: 'libraries',
    test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|@remix-run|cookie-es)\//,
  },
  { name: 'shell', test: /\/console\/src\/(ui|api|texts\/en|shell\/(?!routes\/)|session\/(?!login-page))/ },
]

/**
 * Puts the file that begins the first reads before the others, as a script of its own: all scripts that a page names
 * would become one, and none of it would run before all of it is there.
 */
const firstScript: Plugin = {
  name: 'first-script',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'src/first/first.ts', name: 'first' })
  },
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const first = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith('/src/first/first.ts')),
      )
      if (first === undefined) throw new Error('The script that begins the first reads is not in the build.')
      // Async, or it would wait for the style sheet.
      const attrs = { type: 'module', async: true, crossorigin: true, src: `/${first.fileName}` }
      return { html, tags: [{ tag: 'script', attrs, injectTo: 'head-prepend' }] }
    },
  },
}

/** Below this many bytes a packet holds the file either way. */
const WORTH_COMPRESSING_BYTES = 1400

/** Lays a compressed form beside each large file, so that no server has to make one for every request. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle: ({ dir = '' }) => {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|html|svg)$/.test(name)) continue
      const file = join(dir, name)
      const content = readFileSync(file)
      if (content.length < WORTH_COMPRESSING_BYTES) continue
      writeFileSync(`${file}.br`, brotliCompressSync(content))
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    }
  },
}

// Everything is a file of this server: no inline script, no inline style, nothing that a strict policy would block.
export default defineConfig({
  plugins: [react(), firstScript, compressed],
  resolve: { conditions: ['@connform/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
