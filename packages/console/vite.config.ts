import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** What every page needs comes in two files: one that changes with our releases, one that changes with theirs. */
const groups = [
  {
    name: 'libraries',
    test: /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|@remix-run|cookie-es)\//,
  },
  { name: 'shell', test: /\/console\/src\/(ui|api|texts\/en|shell\/(?!routes\/)|session\/(?!login-page))/ },
]

// Everything is a file of this server: no inline script, no inline style, nothing that a strict policy would block.
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@connform/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
