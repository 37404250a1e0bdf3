import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** One entry with everything bundled in, split so that a command loads only its own part. */
export default defineConfig({
  entry: { connform: 'src/connform.ts' },
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  removeNodeProtocol: false,
  noExternal: [/.*/],
  splitting: true,
  minify: false,
  dts: false,
  clean: true,
  define: { VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages ask for Node's own modules with require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
