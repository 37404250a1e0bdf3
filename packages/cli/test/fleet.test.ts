import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REST, withProvider } from './support/provider.ts'

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

async function withFleet(count: number) {
  const provider = await withProvider()
  const { connect, tokenForm } = provider
  const ids: string[] = []
  for (let index = 0; index < count; index += 1)
    ids.push((await connect(REST, { ...tokenForm(), name: `Shop ${index}` })).id)
  return { ...provider, ids }
}

describe('fleet test', () => {
  test('tests every connection, a line each, and ends with 1 where one is not good', async () => {
    const { home, ids, connect, account, tokenForm } = await withFleet(3)
    const { accessToken, clientId } = account(undefined, 'deleted account')
    const bad = { ...tokenForm(), name: 'Bad', accessToken, clientId }
    const { id } = await connect(REST, bad).catch(async () => {
      const input = JSON.stringify(bad)
      const saved = await home.json<{ connection: { id: string } }>(
        ['connect', REST, '--values', '-', '--verify', 'skip'],
        { input },
      )
      return saved.connection
    })
    const { code, stdout, stderr } = await home.run(['fleet', 'test'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '4 connections tested, 1 not good.\n' })
    const lines = linesOf(stdout)
    expect(lines.map(({ connection }) => connection).sort()).toEqual([...ids, id].sort())
    expect(lines.find(({ connection }) => connection === id)).toMatchObject({
      ok: false,
      cause: 'bad_credentials',
      name: 'Bad',
    })
  })

  test('goes on where it was stopped: what the file holds is left out, and a line that was cut off is written again', async () => {
    const { home, ids, sandbox } = await withFleet(4)
    const output = join(home.folder, 'tests.ndjson')
    expect(await home.run(['fleet', 'test', '--output', output])).toMatchObject({ code: 0, stdout: '' })
    const whole = await readFile(output, 'utf8')
    const [first = '', second = '', third = ''] = whole.split('\n')
    await writeFile(output, `${first}\n${second}\n${third.slice(0, 40)}`)
    sandbox.forgetRequests()
    const { code, stderr } = await home.run(['fleet', 'test', '--output', output, '--resume'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '2 connections tested, 2 before.\n' })
    const lines = linesOf(await readFile(output, 'utf8'))
    expect(lines.map(({ connection }) => connection).sort()).toEqual([...ids].sort())
    expect(new Set(sandbox.requests().map(({ path }) => path)).size).toBeGreaterThan(0)
  })

  test.each([
    ['notes of mine', 'Buy milk.\nCall the bank.\n'],
    ['a note without a line end', 'Buy milk.'],
    ['lines of another program', '{"id":"1"}\n{"id":"2"}\n'],
    ['a broken line among good ones', '{"connection":"1"}\n{"conn\n{"connection":"2"}\n'],
  ])('does not go on with a file that is not its own: %s', async (_, content) => {
    const { home } = await withFleet(1)
    const output = await home.write('notes.txt', content)
    const { code, stderr } = await home.run(['fleet', 'test', '--output', output, '--resume'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('is no output of connform fleet') })
    expect(await readFile(join(home.folder, output), 'utf8')).toBe(content)
  })

  test('does not write over a file that is there', async () => {
    const { home } = await withFleet(1)
    await home.write('tests.ndjson', 'mine')
    const { code, stderr } = await home.run(['fleet', 'test', '--output', 'tests.ndjson'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--resume') })
    expect(await readFile(join(home.folder, 'tests.ndjson'), 'utf8')).toBe('mine')
  })
})

describe('fleet export', () => {
  test('writes every connection as it may be shown', async () => {
    const { home, ids } = await withFleet(2)
    const { code, stdout } = await home.run(['fleet', 'export', '--search', 'shop 1'])
    expect(code).toBe(0)
    expect(linesOf(stdout)).toMatchObject([
      { connection: ids[1], name: 'Shop 1', secrets: { accessToken: { set: true } }, values: { authType: 'token' } },
    ])
  })
})

test.each([
  [['fleet', 'paint'], 'Actions: test, notices, export'],
  [['fleet', 'test', '--resume'], 'name it with --output'],
  [['fleet', 'test', '--concurrency', '0'], '--concurrency must be'],
  [['fleet', 'test', '--per-account', 'x'], '--per-account must be'],
])('%j is refused with 2', async (words, message) => {
  const { home } = await withProvider()
  const { code, stderr } = await home.run(words)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) })
})
