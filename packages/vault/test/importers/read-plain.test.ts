import { Secret } from '@connform/core'
import { readDotenv, readJson } from '@connform/vault'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expectNoLeak } from '../support/leaks.ts'
import { revealed } from '../support/revealed.ts'
import { codeOf } from '../support/vaults.ts'

const canary = 'canary-6a61'

it('reads a JSON object, every text of it a secret', () => {
  const content = { token: canary, nested: { list: [canary, 1, true, null] }, '': canary }
  const fields = readJson(`\ufeff ${JSON.stringify(content, null, 2)}\n`)
  expect(fields['token']).toBeInstanceOf(Secret)
  expect(revealed(fields)).toEqual(content)
  expect(Object.isFrozen(fields)).toBe(true)
  expectNoLeak([fields], [canary])
})

it('reads every JSON object as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })), (content) => {
      const text = JSON.stringify(content)
      expect(JSON.stringify(revealed(readJson(text)))).toBe(text)
    }),
  )
})

it('keeps a member named __proto__ a member', () => {
  const fields = readJson('{"__proto__":{"admin":true}}')
  expect(Object.keys(fields)).toEqual(['__proto__'])
  expect(fields['admin']).toBeUndefined()
})

it('refuses what is no JSON object, without a word of what it was', () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const wrong = [
    '',
    'null',
    '[]',
    '7',
    `"${canary}"`,
    `{"a":${canary}`,
    canary,
    `{'a': '${canary}'}`,
    deep(33),
    deep(100_000),
  ]
  for (const text of [...wrong, undefined, null, 7, {}]) {
    try {
      expect.unreachable(String(readJson(text as never)))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_IMPORT' })
      expectNoLeak([error], [canary])
    }
  }
  expect(readJson(deep(32))).toBeDefined()
})

it('fails with ERR_IMPORT alone, whatever it is given', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.json().map((json) => json.slice(0, -1)),
  )
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      expect([undefined, 'ERR_IMPORT']).toContain(await codeOf(() => readJson(given)))
      expect([undefined, 'ERR_IMPORT']).toContain(await codeOf(() => readDotenv(given)))
    }),
    { numRuns: 1000 },
  )
})

it('reads a dotenv file', () => {
  const fields = readDotenv(
    `\ufeff# a comment\nTOKEN=${canary}\nexport URL="https://example.com/#a"\n\nLINES="one\ntwo"\nEMPTY=\nSINGLE='a "b" # c'\nBARE=a # b\r\n`,
  )
  expect(revealed(fields)).toEqual({
    TOKEN: canary,
    URL: 'https://example.com/#a',
    LINES: 'one\ntwo',
    EMPTY: '',
    SINGLE: 'a "b" # c',
    BARE: 'a',
  })
  expectNoLeak([fields], [canary])
})

it('refuses a dotenv file without a variable', () => {
  for (const text of ['', '# TOKEN=a', canary, '\n\n', undefined, 7]) {
    try {
      expect.unreachable(String(readDotenv(text as never)))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_IMPORT' })
      expectNoLeak([error], [canary])
    }
  }
})
