import { expect, test } from 'vitest'
import { checkTopLevel } from '../check/check-top-level.ts'
import { plant, type Tree } from './support/tree.ts'

const good: Tree = {
  'packages/core/package.json': {},
  'schemas/package.json': {},
  'examples/connect.ts': '',
  'scripts/run.mjs': '',
  'docs/README.md': '',
  '.changeset/config.json': {},
  'pnpm-workspace.yaml': '',
  'pnpm-lock.yaml': '',
  'package.json': {},
  'tsconfig.base.json': {},
  'turbo.json': {},
  'README.md': '',
  LICENSE: '',
  'CONTRIBUTING.md': '',
  'SECURITY.md': '',
  '.gitignore': 'node_modules/\n',
  'node_modules/got/package.json': {},
}

test('the agreed root has no problem, whatever git ignores', () => {
  expect(checkTopLevel(plant(good))).toEqual([])
})

test.each(['vitest.config.ts', 'tools/run.ts', 'NOTES.md', '.eslintrc.json'])('%s at the root is a problem', (path) => {
  expect(checkTopLevel(plant({ ...good, [path]: '' }))).toEqual([
    { where: path.split('/')[0], what: 'does not belong at the root' },
  ])
})

test.each(['LICENSE', 'examples/connect.ts', 'turbo.json', '.changeset/config.json'])(
  'a root without %s is a problem',
  (path) => {
    const { [path]: _, ...rest } = good
    expect(checkTopLevel(plant(rest))).toEqual([{ where: path.split('/')[0], what: 'is missing at the root' }])
  },
)
