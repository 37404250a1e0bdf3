#!/usr/bin/env node
// One door for every root script: `node scripts/run.mjs <task> [arguments]`.
// Needs Node >= 18, npm and a registry. Brings the pinned pnpm, and the pinned Node where the host's is too old,
// then installs, builds and runs the task. Set-up talks on stderr alone, so that a task owns stdout.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { provideTools } from './bootstrap/provide-tools.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task, ...args] = process.argv.slice(2)

const tools = provideTools(root)
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NODE: tools.node,
  npm_node_execpath: tools.node,
}
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
env[pathKey] = [dirname(tools.node), tools.pnpmFolder, env[pathKey]].join(delimiter)

const ordinary = { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' }
const setUp = { stdio: ['ignore', 2, 2] }
const cli = join(root, 'packages/cli/dist/connform.js')
/** Says nothing where it goes well: turbo's summary is for those who build, and a task's output belongs to the task. */
const build = () => {
  if (!existsSync(cli)) console.error('Setting up: building the packages (once) …')
  run('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'], { stdio: ['ignore', 'pipe', 'pipe'] })
}
const connform = (words, options) => runUntilStopped(tools.node, [cli, ...words], options)

/** Each task: what runs once the workspace is installed. */
const tasks = {
  start: () => {
    build()
    return connform(['serve', '--demo', ...args])
  },
  test: () => {
    build()
    run('pnpm', ['exec', 'vitest', 'run', '--config', 'scripts/test/vitest.config.ts', ...args])
  },
  // Minutes of what `test` does for seconds: processes killed at random moments, and what they left behind.
  'test:soak': () => {
    build()
    const soak = { env: { ...env, CONNFORM_SOAK_KILLS: env.CONNFORM_SOAK_KILLS ?? '200' } }
    const words = ['exec', 'vitest', 'run', '--config', 'scripts/test/vitest.config.ts', '--project', 'sdk', 'kills']
    run('pnpm', [...words, ...args], soak)
  },
  check: () => {
    build()
    run(tools.node, ['scripts/check/run-checks.ts', ...args])
  },
  bench: () => {
    build()
    run(tools.node, ['--expose-gc', 'scripts/bench/run.ts', ...args])
  },
  docs: () => {
    build()
    run(tools.node, ['scripts/docs/site/build-site.ts', ...args])
  },
  format: () => run('pnpm', ['exec', 'biome', 'check', '--write', '.', ...args]),
  // npm changes to the package's folder; a file named on the command line is meant from where the user stands.
  connform: () => {
    build()
    return connform(args, { cwd: process.env.INIT_CWD ?? process.cwd() })
  },
  pnpm: () => run('pnpm', args),
}

if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`Unknown task "${task ?? ''}". Tasks: ${Object.keys(tasks).join(', ')}.`)
  process.exit(2)
}
if (task !== 'pnpm') run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], setUpQuietly())
await tasks[task]()

/** An install that has nothing to do says nothing; the first one shows that it is at work. */
function setUpQuietly() {
  return tools.fresh ? setUp : { stdio: ['ignore', 'pipe', 'pipe'] }
}

/**
 * Runs what people stop. A terminal sends Ctrl-C to everyone in front of it, and npm passes it on once more; whoever
 * kills npm means what it runs. So the program hears of it here once, as SIGTERM, and says itself when it has ended.
 */
function runUntilStopped(command, words, options = {}) {
  const child = spawn(command, words, { ...ordinary, ...options })
  const pass = once(() => child.kill('SIGTERM'))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve()
      else process.exit(code ?? (signal === null ? 1 : 128 + constants.signals[signal]))
    })
  })
}

function once(action) {
  let done = false
  return () => {
    if (!done) action()
    done = true
  }
}

function run(command, words, options = {}) {
  const result = spawnSync(command, words, { ...ordinary, ...options })
  if (result.error) throw result.error
  if (result.status === 0) return
  for (const text of [result.stdout, result.stderr]) if (text) process.stderr.write(text)
  process.exit(result.status ?? 1)
}
