/** Shared by every library package: ESM for Node 22, dependencies left as imports, `node:` prefixes kept. */
export default {
  // The package's entry, and one per folder that is a subpath of it.
  entry: ['src/**/index.ts'],
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  removeNodeProtocol: false,
  dts: false,
  sourcemap: true,
  clean: true,
  // Freezing a table has no effect that anybody waits for: a bundler may drop the tables it does not need.
  esbuildOptions: (options: { pure?: string[] }) => {
    options.pure = ['Object.freeze']
  },
}
