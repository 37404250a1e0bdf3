import type { Connection, SaveResult, SourceOption, TestResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { PIM, pimForm, REST, withProvider } from './support/provider.ts'

/** A PIM's connection that works. */
async function connected() {
  const provider = await withProvider()
  const { id } = await provider.connect(PIM, pimForm(provider.sandbox))
  const options = (source: string) => provider.home.json<SourceOption[]>(['options', id, source])
  return { ...provider, id, options }
}

test('a PIM is connected, tested, called and removed, and none of its secrets or tokens is seen', async () => {
  const { home, id } = await connected()
  expect(await home.json<TestResult>(['test', id])).toMatchObject({ ok: true, cause: 'ok' })
  expect(await home.json<Connection>(['show', id])).toMatchObject({
    status: 'active',
    values: { url: 'https://pim.example.com' },
    secrets: { clientSecret: { set: true }, password: { set: true } },
  })
  expect(await home.json(['request', id, 'GET', '/api/rest/v1/currencies?limit=1'])).toMatchObject({ status: 200 })
  expect(await home.run(['remove', id])).toMatchObject({ code: 0, stdout: 'Removed Products.\n' })
})

test('a wrong password is not good credentials: it ends with 1', async () => {
  const { home, sandbox } = await withProvider()
  const input = JSON.stringify({ ...pimForm(sandbox), password: 'not-it' })
  expect(await home.json<SaveResult>(['connect', PIM, '--values', '-'], { input, code: 1 })).toMatchObject({
    ok: false,
    test: { cause: 'bad_credentials' },
  })
})

describe('an address that is not public is refused, and nothing is saved', () => {
  test.each([
    { url: 'https://127.0.0.1', code: 4 },
    { url: 'https://localhost', code: 4 },
    { url: 'https://[::1]', code: 4 },
    { url: 'https://[::ffff:169.254.169.254]', code: 4 },
    { url: 'https://169.254.169.254', code: 4 },
    { url: 'https://2130706433', code: 4 },
    { url: 'https://0177.0.0.1', code: 4 },
    { url: 'http://169.254.169.254', code: 1 },
  ])('$url ends with $code', async ({ url, code }) => {
    const { home, sandbox } = await withProvider()
    const input = JSON.stringify({ ...pimForm(sandbox), url })
    expect(await home.json<SaveResult>(['connect', PIM, '--values', '-'], { input, code })).toMatchObject({
      ok: false,
      ...(code === 4 && { test: { cause: 'blocked_host' } }),
    })
    expect(sandbox.requests()).toEqual([])
    expect(await home.json(['list'])).toEqual({ connections: [] })
  })
})

describe('options', () => {
  test('lists what there is to choose from, whole', async () => {
    const { options } = await connected()
    expect((await options('locales')).map(({ value }) => value)).toContain('en_US')
    expect((await options('channels')).map(({ value }) => value)).toContain('ecommerce')
    expect((await options('currencies')).map(({ value }) => value)).toEqual(['EUR', 'USD'])
    const categories = await options('categories')
    expect(categories.length).toBeGreaterThan(100)
    expect(new Set(categories.map(({ value }) => value)).size).toBe(categories.length)
    expect(categories).toContainEqual({ value: 'clothing', label: 'Clothing', parent: 'master' })
  })

  test('is a table where people read; only a tree says what stands under what', async () => {
    const { home, id } = await connected()
    expect((await home.run(['options', id, 'currencies'])).stdout).toMatch(/^VALUE {2}LABEL\nEUR +EUR/)
    expect((await home.run(['options', id, 'categories'])).stdout).toMatch(/^VALUE +LABEL +UNDER\nmaster +Master/)
  })

  test('reads the channels of a store', async () => {
    const { home, connect, tokenForm } = await withProvider()
    const { id } = await connect(REST, tokenForm())
    const channels = await home.json<SourceOption[]>(['options', id, 'channels'])
    expect(channels).toContainEqual({ value: '1', label: 'Cedar & Canvas' })
  })

  test('a source there is not ends with 2, and names the one that was meant', async () => {
    const { home, id } = await connected()
    const { code, stdout, stderr } = await home.run(['options', id, 'locals'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Did you mean locales?')
  })

  test('a connection that is not there ends with 3', async () => {
    const { home } = await withProvider()
    expect(await home.run(['options', '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e', 'locales'])).toMatchObject({ code: 3 })
  })
})
