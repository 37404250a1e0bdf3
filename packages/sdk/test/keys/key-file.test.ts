import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { keyFromBytes } from '@connform/vault'
import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { savedIn, tokenForm } from '../support/forms.ts'

const KIND = 'bigcommerce-rest'

describe.each(databases)('on $name', (database) => {
  test('the key file is replaced, every tenant still opens, and the old key is kept beside it', async () => {
    const { open, sandbox, keyFile, folder } = await bench({}, database)
    const connform = await open()
    const theirs = connform.tenant('theirs')
    const one = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    const two = savedIn(await theirs.connections.create(KIND, tokenForm(sandbox)))
    const before = await readFile(keyFile, 'utf8')
    expect(await connform.keys.replaceKeyFile({ dryRun: true })).toEqual({ rewrapped: 2, failed: 0 })
    expect(await readFile(keyFile, 'utf8')).toBe(before)

    const { rewrapped, kept = '' } = await connform.keys.replaceKeyFile()
    expect(rewrapped).toBe(2)
    expect(await readFile(keyFile, 'utf8')).not.toBe(before)
    expect(await readFile(kept, 'utf8')).toBe(before)
    for (const name of (await readdir(folder)).filter((file) => file.startsWith('connform.key'))) {
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0)
    }
    // Those that were open before, and those that are opened now.
    for (const each of [connform, await open()]) {
      expect(await each.connections.test(one.id)).toMatchObject({ ok: true })
      expect(await each.tenant('theirs').connections.test(two.id)).toMatchObject({ ok: true })
    }
    expect((await connform.audit.list({ action: 'key.rewrapped' })).entries).toMatchObject([
      { after: { rewrapped: 2 } },
    ])
  })

  test('a key that was opened before learns of the new one when it meets a tenant anew', async () => {
    const { open, sandbox } = await bench({}, database)
    const [connform, other] = [await open(), await open()]
    const { id } = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    await connform.keys.replaceKeyFile()
    // It has read no key of this tenant so far.
    expect(await other.connections.test(id)).toMatchObject({ ok: true })
  })

  test('from one key to another: the old one opens what it wrapped until all is wrapped anew', async () => {
    const { open, sandbox } = await bench({}, database)
    const [old, next] = [keyFromBytes(new Uint8Array(32).fill(7)), keyFromBytes(new Uint8Array(32).fill(8))]
    const first = await open({ keys: { keyEncryptionKey: old } })
    const { id } = savedIn(await first.connections.create(KIND, tokenForm(sandbox)))
    const second = await open({ keys: { keyEncryptionKey: next, previous: [old] } })
    expect(await second.connections.test(id)).toMatchObject({ ok: true })
    expect(await second.keys.rewrap({ dryRun: true })).toEqual({ rewrapped: 1, failed: 0 })
    expect(await second.keys.rewrap()).toEqual({ rewrapped: 1, failed: 0 })
    const third = await open({ keys: { keyEncryptionKey: next } })
    expect(await third.connections.test(id)).toMatchObject({ ok: true })
    expect((await third.keys.status()).dataKeys).toMatchObject([{ wrappedBy: next.id }])
    await expect(third.keys.replaceKeyFile()).rejects.toMatchObject({ code: 'ERR_UNSUPPORTED' })
  })

  test('a key that is gone is named where it is missed, and no data key is made in its place', async () => {
    const { open, sandbox } = await bench({}, database)
    const [old, next] = [keyFromBytes(new Uint8Array(32).fill(7)), keyFromBytes(new Uint8Array(32).fill(8))]
    const first = await open({ keys: { keyEncryptionKey: old } })
    const { id } = savedIn(await first.connections.create(KIND, tokenForm(sandbox)))
    const stranger = await open({ keys: { keyEncryptionKey: next } })
    await expect(stranger.connections.test(id)).rejects.toMatchObject({ code: 'ERR_VAULT_KEY_UNKNOWN' })
    await expect(stranger.connections.create(KIND, tokenForm(sandbox))).rejects.toMatchObject({
      code: 'ERR_VAULT_KEY_UNKNOWN',
    })
    expect((await first.keys.status()).dataKeys).toHaveLength(1)
  })
})
