// Installs the tools of `scripts/bootstrap/*` from their own lock files and tells where they are.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} root the repository's folder
 * @returns {{ node: string, pnpmFolder: string, fresh: boolean }} paths of the Node to use and of pnpm's folder;
 *   `fresh` is true when something had to be fetched
 */
export function provideTools(root) {
  const range = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node
  const pnpm = install(join(root, 'scripts/bootstrap/pnpm'), 'pnpm')
  const scope = join(pnpm.modules, '@pnpm')
  // The native binary itself: `.bin/pnpm` is a script without a shebang until pnpm's install script has run, and turbo cannot start that.
  const pnpmFolder = join(scope, readdirSync(scope)[0])
  if (satisfies(process.versions.node, range)) return { node: process.execPath, pnpmFolder, fresh: pnpm.fresh }

  const node = install(
    join(root, 'scripts/bootstrap/node'),
    `Node ${readFileSync(join(root, '.node-version'), 'utf8').trim()}`,
  )
  const folder = readdirSync(node.modules).find((name) => name.startsWith('node-'))
  if (!folder) {
    console.error(
      `Node ${process.version} is not in ${range}, and no Node package is published for ${process.platform}-${process.arch}.\nInstall Node 24 and run the command again.`,
    )
    process.exit(1)
  }
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  return { node: join(node.modules, folder, 'bin', binary), pnpmFolder, fresh: pnpm.fresh || node.fresh }
}

/** `npm ci` in a folder, once per content of its lock file; integrity comes from that file. */
function install(folder, label) {
  const modules = join(folder, 'node_modules')
  const stamp = join(modules, '.stamp')
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { modules, fresh: false }
  console.error(`Setting up: fetching ${label} (once) …`)
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  const result = spawnSync('npm', words, { stdio: ['ignore', 'ignore', 2], shell: process.platform === 'win32' })
  if (result.error) throw result.error
  if (result.status !== 0) process.exit(result.status ?? 1)
  writeFileSync(stamp, wanted)
  return { modules, fresh: true }
}

/** Understands the two forms `engines.node` uses here, `^24.11.0` and `>=26.0.0`, joined by `||`. */
function satisfies(version, range) {
  const numbers = (text) => text.split('.').map(Number)
  const have = numbers(version)
  return range.split('||').some((alternative) => {
    const [, operator, text] = /^\s*(\^|>=)([\d.]+)\s*$/.exec(alternative)
    const want = numbers(text)
    const differs = [0, 1, 2].find((index) => have[index] !== want[index])
    return (differs === undefined || have[differs] > want[differs]) && (operator === '>=' || have[0] === want[0])
  })
}
