import { describe, expect, test } from 'vitest'
import { checkForbidden } from '../check/check-forbidden.ts'
import { packageJson, plant, type Tree } from './support/tree.ts'

const good: Tree = {
  'schemas/package.json': packageJson('schemas'),
  'schemas/src/index.ts': 'export const definitions = ["bigcommerce-rest", "akeneo-pim"]\n',
  'schemas/test/form.test.tsx': "import { act } from 'react'\n",
  'packages/transport/package.json': packageJson('transport'),
  'packages/transport/src/index.ts': "import got from 'got'\nimport { AuthorizationCode } from 'simple-oauth2'\n",
  'packages/storage/package.json': packageJson('storage'),
  'packages/storage/src/index.ts': "import { DatabaseSync } from 'node:sqlite'\nimport pg from 'pg'\n",
  'packages/vault/package.json': packageJson('vault'),
  'packages/vault/src/index.ts': "import { createCipheriv } from 'node:crypto'\nimport nacl from 'tweetnacl'\n",
  'packages/console/package.json': packageJson('console'),
  'packages/console/src/app.tsx': "import { useState } from 'react'\nimport { createRoot } from 'react-dom/client'\n",
  'packages/cli/package.json': packageJson('cli'),
  'packages/cli/src/index.ts': 'const home = process.env.CONNFORM_HOME\nprocess.exit(2)\n',
  'packages/adapters/package.json': packageJson('adapters'),
  'packages/adapters/src/index.ts': "export const id = 'bigcommerce-rest'\nimport gotcha from 'gotcha'\n",
  'packages/core/package.json': packageJson('core'),
  'packages/core/src/index.ts': 'export const homepage = "https://www.example.com/home/page"\n',
  'packages/core/test/core.test.ts':
    "import { createHash } from 'node:crypto'\nconst key = process.env.KEY // akeneo\n",
  'picture.png': Uint8Array.from([0x89, 0x50, 0, ...Buffer.from(machinePath('home'))]),
}

/** Put together here, because this file is checked too. */
function machinePath(folder: string): string {
  return ['', folder, 'me', 'file.ts'].join('/')
}

const check = (change: Tree) => checkForbidden(plant({ ...good, ...change }))

test('a tree in which every door has its one home has no problem', () => {
  expect(check({})).toEqual([])
})

describe('a module is refused outside its home', () => {
  test.each([
    'got',
    'simple-oauth2',
    'node:sqlite',
    'pg',
    'pg/lib/client',
    'tweetnacl',
    'node:crypto',
    'crypto',
    'react',
    'react/jsx-runtime',
    'react-dom/client',
    'node:process',
  ])('%s', (name) => {
    const problems = check({ 'packages/adapters/src/a.ts': `\nimport { a } from '${name}'\n` })
    expect(problems).toEqual([{ where: 'packages/adapters/src/a.ts:2', what: expect.stringContaining(name) }])
  })

  test('also where it is loaded lazily', () => {
    expect(check({ 'packages/core/src/a.ts': "const { default: got } = await import('got')\n" })).toHaveLength(1)
  })
})

describe('a word is refused', () => {
  test.each<[string, string]>([
    ['packages/core/src/a.ts', 'const level = process.env.LEVEL\n'],
    ['packages/sdk/src/a.ts', 'process.exit(1)\n'],
    ['packages/core/src/a.ts', "if (id === 'bigcommerce-rest') start()\n"],
    ['packages/core/src/a.ts', '// as Akeneo does\n'],
    ['packages/vault/src/a.ts', 'const bigCommerceKey = 1\n'],
    ['packages/transport/src/a.ts', 'BIGCOMMERCE\n'],
    ['packages/storage/src/a.ts', 'akeneo\n'],
    ['packages/sdk/src/a.ts', 'akeneo\n'],
    ['packages/server/src/a.ts', 'akeneo\n'],
  ])('in %s: %s', (path, text) => {
    const ids = ['sdk', 'server'].map((id) => [`packages/${id}/package.json`, packageJson(id)])
    expect(check({ ...Object.fromEntries(ids), [path]: text })).toEqual([
      expect.objectContaining({ where: `${path}:1` }),
    ])
  })
})

describe('a path of one machine is refused in every file', () => {
  test.each(['README.md', 'docs/a.md', 'schemas/definitions/a.json', 'packages/core/test/a.test.ts', '.ci/run'])(
    '%s',
    (path) => {
      for (const folder of ['home', 'work', 'root', 'Users']) {
        expect(check({ [path]: `see\n"${machinePath(folder)}"\n` })).toEqual([
          expect.objectContaining({ where: `${path}:2` }),
        ])
      }
      expect(check({ [path]: `${['..', 'shared'].join('/')}/page.md\n` })).toHaveLength(1)
    },
  )

  test('and so is the host of a package registry', () => {
    expect(check({ '.npmrc': `registry=https://${['registry', 'example', 'org'].join('.')}/` })).toHaveLength(1)
  })
})
