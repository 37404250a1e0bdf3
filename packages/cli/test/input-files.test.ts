import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findJsonMistake } from '../src/input/find-json-mistake.ts'
import { makeHome } from './support/home.ts'

/** One line, with what is wrong, and no stack trace. */
function expectOneLine(stderr: string, says: string): void {
  expect(stderr).toContain(says)
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
  expect(stderr).toMatch(/^connform: /)
  expect(stderr).not.toMatch(/^\s+at /m)
}

describe.each([
  { reader: 'validate', words: ['validate', 'bigcommerce-rest', 'input'] },
  { reader: 'lint', words: ['lint', 'input'] },
  { reader: 'connect', words: ['connect', 'bigcommerce-rest', '--values', 'input'] },
  { reader: 'edit', words: ['edit', '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e', '--values', 'input'] },
])('$reader refuses', ({ words }) => {
  const refusal = async (content: string | Uint8Array | undefined) => {
    const { run, write } = await makeHome()
    if (content !== undefined) await write('input', content)
    const { code, stdout, stderr } = await run(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    return stderr
  }

  test('a file that does not exist', async () => {
    expectOneLine(await refusal(undefined), 'input does not exist.')
  })

  test('a directory', async () => {
    const { run, folder } = await makeHome()
    await mkdir(join(folder, 'input'))
    const { code, stderr } = await run(words)
    expect(code).toBe(2)
    expectOneLine(stderr, 'input is a directory, not a file.')
  })

  test.each(['', '  \r\n\t\n', '\ufeff'])('an empty file (%j)', async (content) => {
    expectOneLine(await refusal(content), 'input is empty.')
  })

  test.each([
    ['Latin-1', Uint8Array.of(0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xfc, 0x22, 0x7d)],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff{"name":"x"}', 'utf16le'))],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ])('what is not UTF-8: %s', async (_, content) => {
    expectOneLine(await refusal(content), 'input is not UTF-8 text.')
  })

  test('what is not JSON, and repeats nothing of it', async () => {
    const stderr = await refusal('{\n  "name": "Main",\n  "accessToken": "canary-token" "more"\n}')
    expectOneLine(stderr, 'input is not JSON: a comma is missing at line 3, column 33.')
    expect(stderr).not.toContain('canary')
  })
})

test('a file that may not be read is refused', async () => {
  // The superuser may read everything.
  if (process.getuid?.() === 0) return
  const { run, write, folder } = await makeHome()
  await chmod(join(folder, await write('input', '{}')), 0o000)
  const { code, stderr } = await run(['validate', 'bigcommerce-rest', 'input'])
  expect(code).toBe(2)
  expectOneLine(stderr, 'input may not be read by you.')
})

test('stdin is named as such', async () => {
  const { run } = await makeHome()
  for (const input of ['', '{', Uint8Array.of(0xff)]) {
    const { code, stderr } = await run(['validate', 'bigcommerce-rest', '-'], { input })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^connform: stdin is /)
  }
})

describe('the place of a mistake in JSON is counted from 1, in characters as editors count them', () => {
  test.each([
    { text: '{', line: 1, column: 2 },
    { text: '{"a": }', line: 1, column: 7 },
    { text: '{"a": 1,}', line: 1, column: 9 },
    { text: '{\n  "a": 1\n  "b": 2\n}', line: 3, column: 3 },
    { text: '{\r\n  "a": 1\r\n  "b": 2\r\n}', line: 3, column: 3 },
    { text: '{\r  "a": 1\r  "b": 2\r}', line: 3, column: 3 },
    { text: '[1, 2', line: 1, column: 6 },
    { text: '{} {}', line: 1, column: 4 },
    { text: "{'a': 1}", line: 1, column: 2 },
    { text: '{"a": undefined}', line: 1, column: 7 },
    { text: '// no\n{}', line: 1, column: 1 },
    { text: '{"a": "ü\u{1f600}" 1}', line: 1, column: 13 },
    { text: '{"a": "no end}', line: 1, column: 7 },
  ])('$text', ({ text, line, column }) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(findJsonMistake(text)).toMatchObject({ line, column })
  })

  test('and lies within the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '1', '\n', '\r', ' ') }),
        (text) => {
          const { line, column } = findJsonMistake(text)
          const lines = text.split(/\r\n|\r|\n/)
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines.length)
          expect(column).toBeGreaterThanOrEqual(1)
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
        },
      ),
    )
  })
})
