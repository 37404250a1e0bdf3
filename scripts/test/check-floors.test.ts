import { describe, expect, test } from 'vitest'
import { checkFloors } from '../check/check-floors.ts'
import { packageJson, plant, type Tree } from './support/tree.ts'

const good: Tree = {
  'schemas/package.json': packageJson('schemas'),
  'packages/core/package.json': packageJson('core', [], ['schemas']),
  'packages/core/src/index.ts': "export { issue } from './issue.ts'\n",
  'packages/vault/package.json': packageJson('vault', ['core']),
  'packages/vault/src/index.ts':
    "import type { Issue } from '@connform/core'\nimport { randomBytes } from 'node:crypto'\n",
  'packages/transport/package.json': packageJson('transport', ['core'], ['sandbox']),
  'packages/transport/src/index.ts': "/** import { x } from '@connform/sdk' */\n// from '@connform/vault'\nexport {}\n",
  'packages/transport/test/door.test.ts':
    "import { startSandbox } from '@connform/sandbox'\nimport '../src/index.ts'\n",
  'packages/sandbox/package.json': packageJson('sandbox'),
  'packages/sandbox/src/index.ts': "import type { Clock } from '@connform/core'\n",
  'packages/sdk/package.json': packageJson('sdk', ['core', 'vault', 'transport']),
  'packages/sdk/src/index.ts':
    "import { issue } from '@connform/core'\nimport { contract } from '@connform/core/contracts'\n",
  'packages/cli/package.json': packageJson('cli', ['sdk', 'sandbox']),
  'packages/cli/src/index.ts':
    "import type { Sandbox } from '@connform/sandbox'\nimport type { C } from './commands/sandbox.ts'\nawait import('./commands/sandbox.ts')\nawait import('@connform/sandbox')\n",
  'packages/cli/src/commands/sandbox.ts': "import { startSandbox } from '@connform/sandbox'\n",
}

const check = (change: Tree) => checkFloors(plant({ ...good, ...change }))

test('a tree whose imports all point down has no problem', () => {
  expect(check({})).toEqual([])
})

describe('an import is a problem', () => {
  test.each([
    ['that points up', 'packages/core/src/a.ts', "import 'connform'"],
    ['of a type that points up', 'packages/core/src/a.ts', "import type { A } from '@connform/vault'"],
    ['over several lines that points up', 'packages/core/src/a.ts', "import {\n  seal,\n} from '@connform/vault'"],
    ['that is handed on and points up', 'packages/core/src/a.ts', "export * from '@connform/vault'"],
    ['that is lazy and points up', 'packages/core/src/a.ts', "await import('@connform/vault')"],
    ['that is required and points up', 'packages/core/src/a.ts', "require('@connform/vault')"],
    ['that points sideways', 'packages/vault/src/a.ts', "import '@connform/transport'"],
    ['that leaves its package by a path', 'packages/sdk/src/a.ts', "import '../../core/src/index.ts'"],
    ['by which a test leaves its package', 'packages/sdk/test/a.test.ts', "import '../../core/src/index.ts'"],
    ['of what a package keeps to itself', 'packages/sdk/src/a.ts', "import '@connform/core/src/issue.ts'"],
    ['by which a test takes what is private', 'packages/sdk/test/a.test.ts', "import '@connform/core/dist/index.js'"],
    ['of the sandbox by a library', 'packages/sdk/src/a.ts', "await import('@connform/sandbox')"],
    ['of the sandbox by what the cli loads at start', 'packages/cli/src/a.ts', "import { a } from '@connform/sandbox'"],
    ['of the runtime by the sandbox', 'packages/sandbox/src/a.ts', "import '@connform/vault'"],
  ])('%s', (_, path, text) => {
    const line = text.split('\n').length + 1
    expect(check({ [path]: `\n${text}\n` })).toEqual([expect.objectContaining({ where: `${path}:${line}` })])
  })

  test('of a file that loads the sandbox, where the cli would load both at start', () => {
    expect(check({ 'packages/cli/src/start.ts': "import { sandbox } from './commands/sandbox.ts'\n" })).toEqual([
      expect.objectContaining({ where: 'packages/cli/src/commands/sandbox.ts:1' }),
    ])
  })
})

describe('a dependency is a problem', () => {
  test.each([
    ['that points up', 'vault', ['sdk']],
    ['that points sideways', 'vault', ['transport']],
    ['of a library on the sandbox', 'transport', ['core', 'sandbox']],
  ])('%s', (_, id, dependencies) => {
    const path = `packages/${id}/package.json`
    expect(check({ [path]: packageJson(id, dependencies) })).toContainEqual(expect.objectContaining({ where: path }))
  })

  test('that closes a circle, even for tests alone', () => {
    const problems = check({ 'packages/sandbox/package.json': packageJson('sandbox', [], ['transport']) })
    expect(problems.map(({ where }) => where)).toEqual([
      'packages/sandbox/package.json',
      'packages/transport/package.json',
    ])
  })
})

test('a package without a floor is a problem', () => {
  expect(check({ 'packages/extra/package.json': packageJson('extra') })).toMatchObject([{ where: 'packages/extra' }])
})
