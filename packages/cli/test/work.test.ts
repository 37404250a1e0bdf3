import type { SaveResult } from 'connform'
import { describe, expect, inject, test, vi } from 'vitest'
import { REST, withProvider } from './support/provider.ts'

describe.each([
  { name: 'SQLite', environment: async (): Promise<Record<string, string>> => ({}) },
  {
    name: 'PostgreSQL',
    environment: async (): Promise<Record<string, string>> => ({
      CONNFORM_DATABASE: await (await fetch(inject('newDatabase'))).text(),
    }),
  },
])('work, on $name', ({ environment }) => {
  test('tests what was never tested, says so, and ends with 0 at Ctrl-C', async () => {
    const { home, tokenForm } = await withProvider()
    const env = await environment()
    const input = JSON.stringify(tokenForm())
    const saved = await home.json<SaveResult>(['connect', REST, '--values', '-', '--verify', 'skip'], { input, env })
    const id = saved.ok ? saved.connection.id : ''
    const { says, child, ended } = home.start(['work', '--json'], { env })
    await says(/Working in the background/)
    await vi.waitFor(
      async () => expect(await home.json(['show', id], { env })).toMatchObject({ lastTest: { ok: true } }),
      { timeout: 20_000, interval: 500 },
    )
    child.kill('SIGINT')
    const { code, stdout } = await ended
    expect(code).toBe(0)
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events).toContainEqual({ kind: 'tested', tenant: 'default', connection: id, cause: 'ok' })
  })
})

test('work whose reader is gone ends with 0 and without a word of it', async () => {
  const { home, tokenForm } = await withProvider()
  const input = JSON.stringify(tokenForm())
  await home.json<SaveResult>(['connect', REST, '--values', '-', '--verify', 'skip'], { input })
  const { child, ended } = home.start(['work', '--json'])
  child.stdout?.destroy()
  const { code, stderr } = await ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('EPIPE') })
})

test('an interval or a number that makes no sense is refused with 2', async () => {
  const { home } = await withProvider()
  for (const words of [
    ['--retest-every', 'often'],
    ['--concurrency', '0'],
    ['--concurrency', '65'],
  ]) {
    expect(await home.run(['work', ...words])).toMatchObject({ code: 2, stdout: '' })
  }
})
