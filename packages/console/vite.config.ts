import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Everything is a file of this server: no inline script, no inline style, nothing that a strict policy would block.
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@connform/source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
})
