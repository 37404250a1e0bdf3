import { expect, test } from 'vitest'
import { checkLockFiles } from '../check/check-lock-files.ts'
import { plant, type Tree } from './support/tree.ts'

const good: Tree = {
  'pnpm-lock.yaml': 'packages:\n  got@16.1.0:\n    resolution: {integrity: sha512-AAAA==}\n',
  'scripts/bootstrap/node/package-lock.json':
    '{ "packages": { "a": {\n"version": "1.0.0",\n"integrity": "sha512-AAAA==" } } }\n',
}

test('lock files that hold names, versions and integrity alone have no problem', () => {
  expect(checkLockFiles(plant(good))).toEqual([])
})

test.each([
  ['pnpm-lock.yaml', '    resolution: {tarball: file.tgz}\n'],
  ['pnpm-lock.yaml', '    resolution: {integrity: x, tarball: http://127.0.0.1:4873/got.tgz}\n'],
  ['pnpm-lock.yaml', '    deprecated: see https://example.com\n'],
  ['scripts/bootstrap/node/package-lock.json', '{ "resolved": "got.tgz" }\n'],
  ['scripts/bootstrap/pnpm/package-lock.json', '{ "a": "https://example.com/got.tgz" }\n'],
])('a host name in %s is a problem: %s', (path, text) => {
  expect(checkLockFiles(plant({ ...good, [path]: `\n${text}` }))).toEqual([
    expect.objectContaining({ where: `${path}:2` }),
  ])
})

test('a missing lock file is a problem', () => {
  const { 'pnpm-lock.yaml': _, ...rest } = good
  expect(checkLockFiles(plant(rest))).toEqual([{ where: 'pnpm-lock.yaml', what: 'is missing' }])
})
