import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection, KeyStatus, RotateResult, SweepResult } from 'connform'
import { describe, expect, test, vi } from 'vitest'
import { GOOD, GRAPHQL, REST, withProvider } from './support/provider.ts'

/** A data folder with three connections of one store. */
async function withConnections() {
  const provider = await withProvider()
  const { connect, tokenForm } = provider
  const connections: Connection[] = []
  for (const name of ['One', 'Two', 'Three']) connections.push(await connect(REST, { ...tokenForm(), name }))
  return { ...provider, connections, keyFile: join(provider.home.folder, '.connform', 'connform.key') }
}

describe('keys', () => {
  test('rotate seals everything anew and destroys the key before; a dry run only counts', async () => {
    const { home, connections } = await withConnections()
    const before = await home.json<KeyStatus>(['keys', 'status'])
    expect(before.dataKeys).toMatchObject([{ state: 'active', sealed: 3 }])
    expect(await home.json<RotateResult>(['keys', 'rotate', '--dry-run'])).toMatchObject({ resealed: 3, destroyed: [] })
    const [key] = before.dataKeys
    expect((await home.json<KeyStatus>(['keys', 'status'])).dataKeys).toMatchObject([{ keyId: key?.keyId, sealed: 3 }])

    const rotated = await home.json<RotateResult>(['keys', 'rotate', '--batch', '2'])
    expect(rotated).toMatchObject({ resealed: 3, remaining: 0, destroyed: [key?.keyId] })
    const after = await home.json<KeyStatus>(['keys', 'status'])
    expect(after.dataKeys).toMatchObject([{ keyId: rotated.keyId, sealed: 3 }])
    for (const { id } of connections) expect(await home.run(['test', id])).toMatchObject({ code: 0 })
    expect(await home.json<SweepResult>(['keys', 'sweep'])).toMatchObject({ resealed: 0, remaining: 0 })
  })

  test('a share of a sweep ends with 0, whatever the others have yet to do', async () => {
    const { home } = await withConnections()
    const { code, stderr } = await home.run(['keys', 'rotate', '--share', '64/64'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('Others sealed') })
    expect(await home.json<SweepResult>(['keys', 'sweep'])).toMatchObject({ remaining: 0 })
  })

  test('rotate --kek replaces the key file, keeps the old one beside it and says what to do with both', async () => {
    const { home, connections, keyFile } = await withConnections()
    const before = await readFile(keyFile, 'utf8')
    const dry = await home.run(['keys', 'rotate', '--kek', '--dry-run'])
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('1 data keys would be wrapped anew') })
    const { code, stdout, stderr } = await home.run(['keys', 'rotate', '--kek'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 data keys were wrapped anew') })
    expect(stdout + stderr).not.toContain(before.trim())
    const [, kept = ''] = /The old key is kept in (\S+):/.exec(stderr) ?? []
    expect((await stat(kept)).mode & 0o077).toBe(0)
    expect(await readFile(keyFile, 'utf8')).not.toBe(before)
    expect(await home.run(['test', connections[0]?.id ?? ''])).toMatchObject({ code: 0 })
  })

  test.each([
    [['keys', 'rotat'], 'Actions: status, rotate, sweep'],
    [['keys', 'sweep', '--share', '3/2'], '--share must be like 1/2'],
    [['keys', 'sweep', '--batch', 'all'], '--batch must be a whole number'],
  ])('%j is refused with 2', async (words, message) => {
    const { home } = await withProvider()
    const { code, stderr } = await home.run(words)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) })
  })
})

describe('remove and restore', () => {
  test('a removed connection is listed as such, restored, and gone for good once purged', async () => {
    const { home, connections } = await withConnections()
    const id = connections[0]?.id ?? ''
    const removed = await home.run(['remove', id])
    expect(removed).toMatchObject({
      code: 0,
      stdout: 'Removed One.\n',
      stderr: expect.stringContaining(`restore ${id}`),
    })
    expect(await home.run(['show', id])).toMatchObject({ code: 3 })
    expect(await home.json(['list', '--removed'])).toMatchObject({ connections: [{ id, name: 'One' }] })
    expect(await home.json(['list'])).toMatchObject({ connections: [{ name: 'Two' }, { name: 'Three' }] })

    expect(await home.run(['restore', id])).toMatchObject({ code: 0, stdout: 'Restored One.\n' })
    expect(await home.run(['test', id])).toMatchObject({ code: 0 })
    expect(await home.json(['remove', id, '--purge'])).toEqual({ removed: id })
    expect(await home.run(['restore', id])).toMatchObject({ code: 3 })
  })
})

describe('list', () => {
  test('is sorted, filtered and searched by what it shows', async () => {
    const { home, connections } = await withConnections()
    const names = async (...words: string[]) =>
      (await home.json<{ connections: Connection[] }>(['list', ...words])).connections.map(({ name }) => name)
    expect(await names('--sort', 'name')).toEqual(['One', 'Three', 'Two'])
    expect(await names('--sort', '-name')).toEqual(['Two', 'Three', 'One'])
    expect(await names('--search', String(connections[0]?.values['storeHash']).toUpperCase())).toHaveLength(3)
    expect(await names('--cause', 'untested')).toEqual([])
    const { code, stderr } = await home.run(['list', '--sort', 'colour'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('name, definition') })
  })
})

describe('audit', () => {
  test('shows who did what, as a table, as JSON lines, and whether it is whole', async () => {
    const { home, connections } = await withConnections()
    const id = connections[0]?.id ?? ''
    await home.run(['deactivate', id])
    const table = await home.run(['audit', '--subject', id])
    expect(table).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/connection\.status_set[\s\S]*connection\.created/),
    })
    const { stdout } = await home.run(['audit', '--ndjson'])
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ sequence, action }) => [sequence, action])).toEqual([
      [1, 'connection.created'],
      [2, 'connection.created'],
      [3, 'connection.created'],
      [4, 'connection.status_set'],
    ])
    expect(lines[0].actor).toMatch(/^cli:./)
    expect(await home.json(['audit', '--verify'])).toMatchObject({ ok: true, entries: 4 })
    expect(await home.run(['audit', '--from', 'yesterday'])).toMatchObject({ code: 2 })
  })
})

describe('tenants', () => {
  test('are listed; removing one asks for a plain yes, and leaves nothing that opens', async () => {
    const { home, connections } = await withConnections()
    expect(await home.json(['tenants'])).toEqual({ tenants: ['default'] })
    expect(await home.run(['tenants', 'remove', 'default'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    })
    expect(await home.json(['tenants', 'remove', 'default', '--yes'])).toMatchObject({ connections: 3, dataKeys: 1 })
    expect(await home.run(['show', connections[0]?.id ?? ''])).toMatchObject({ code: 3 })
    expect(await home.json(['audit', '--verify'])).toMatchObject({ ok: true })
  })

  test('a removal that is stopped by Ctrl-C removes nothing and ends with 130', async () => {
    const { home, connect, sandbox, customForm } = await withProvider()
    for (const name of ['One', 'Two']) await connect(GRAPHQL, { ...customForm(), name })
    sandbox.forgetRequests()
    sandbox.setFault(GOOD, { kind: 'slow', delayMs: 1000 })
    const { child, ended } = home.start(['tenants', 'remove', 'default', '--yes'])
    await vi.waitFor(() => expect(sandbox.requests()).not.toEqual([]), { timeout: 10_000 })
    child.kill('SIGINT')
    expect(await ended).toMatchObject({
      code: 130,
      stdout: '',
      stderr: expect.stringContaining('nothing is removed yet'),
    })
    expect(await home.json(['list'])).toMatchObject({ connections: [{ name: 'One' }, { name: 'Two' }] })
  })
})
