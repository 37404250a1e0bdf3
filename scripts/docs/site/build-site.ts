// `npm run docs`: puts the pages of the site together below docs/.site, and builds them into docs/.vitepress/dist.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { writeSite } from './write-site.ts'

const root = join(import.meta.dirname, '..', '..', '..')
await writeSite(root, join(root, 'docs', '.site'))
const vitepress = join(root, 'docs', 'node_modules', 'vitepress', 'bin', 'vitepress.js')
const { status } = spawnSync(process.execPath, [vitepress, 'build', '.'], { cwd: join(root, 'docs'), stdio: 'inherit' })
process.exitCode = status ?? 1
