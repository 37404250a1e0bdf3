import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readN8n } from '@connform/vault'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNoLeak } from '../support/leaks.ts'
import { revealed } from '../support/revealed.ts'
import { codeOf } from '../support/vaults.ts'

const rows: { key: string; sealed: string; content: object }[] = JSON.parse(
  readFileSync(new URL('fixtures/n8n.json', import.meta.url), 'utf8'),
)
const [empty, first] = rows as [(typeof rows)[0], (typeof rows)[0]]

it('reads what OpenSSL wrote in the form of n8n', () => {
  expect(rows.length).toBe(5)
  for (const { key, sealed, content } of rows) {
    const fields = readN8n({ encryptionKey: key }, sealed)
    expect(revealed(fields)).toEqual(content)
    expectNoLeak([fields], ['token-1', 'Grüße'])
  }
})

it('reads a column that was exported with line breaks', () => {
  const lines = `${first.sealed.replace(/.{16}/g, '$&\n')}\r\n`
  expect(revealed(readN8n({ encryptionKey: first.key }, lines))).toEqual(first.content)
})

it('takes the letters of the key for bytes, as n8n does', () => {
  // printf '{"a":"b"}' | openssl enc -aes-256-cbc -md md5 -salt -base64 -A -pass "pass:$(printf 'cl\xe9')"
  expect(revealed(readN8n({ encryptionKey: 'clé' }, 'U2FsdGVkX1+VG/7QlEDDZxPIdVQ7+VYtL3JPfH3E7Ro='))).toEqual({
    a: 'b',
  })
})

it('says that another key does not open it, and shows neither', () => {
  for (const encryptionKey of ['another', `${first.key} `, first.key.slice(1)]) {
    try {
      expect.unreachable(String(readN8n({ encryptionKey }, first.sealed)))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_IMPORT', hint: expect.stringContaining('credentials_entity') })
      expect(error).not.toHaveProperty('cause')
      expectNoLeak([error], [first.key, first.sealed, 'token-1'])
    }
  }
})

it('refuses every other form by name', async () => {
  const sealed = Buffer.from(first.sealed, 'base64')
  const forms = {
    'not base64': ['%%%', empty.sealed.replace('=', ''), '{"accessToken":"token-1"}', '🦜', undefined, 7, null],
    'not in the form of n8n': [
      '',
      'AAAA',
      sealed.subarray(0, 16).toString('base64'),
      sealed.subarray(0, 31).toString('base64'),
      sealed.subarray(0, -1).toString('base64'),
      sealed.subarray(8).toString('base64'),
      Buffer.concat([Buffer.from('salted__'), sealed.subarray(8)]).toString('base64'),
    ],
  }
  for (const [message, texts] of Object.entries(forms)) {
    for (const text of texts) expect(() => readN8n({ encryptionKey: first.key }, text as never)).toThrow(message)
  }
  for (const encryptionKey of ['', undefined, 7]) {
    expect(await codeOf(() => readN8n({ encryptionKey: encryptionKey as never }, first.sealed))).toBe('ERR_IMPORT')
  }
})

it('fails with ERR_IMPORT alone, whatever it is given', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc
      .uint8Array({ minLength: 24, maxLength: 104 })
      .map((bytes) =>
        Buffer.concat([Buffer.from('Salted__'), bytes.subarray(0, bytes.length - (bytes.length % 16) - 8)]).toString(
          'base64',
        ),
      ),
    fc.tuple(fc.nat(47), fc.nat(255)).map(([at, value]) =>
      Buffer.from(first.sealed, 'base64')
        .fill(value, at, at + 1)
        .toString('base64'),
    ),
  )
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(first.key, 'another', '🦜'), async (sealed, encryptionKey) => {
      expect([undefined, 'ERR_IMPORT']).toContain(await codeOf(() => readN8n({ encryptionKey }, sealed)))
    }),
    { numRuns: 1000 },
  )
})

const openssl = '/usr/bin/openssl'

describe.skipIf(!existsSync(openssl))('with OpenSSL (skipped where /usr/bin/openssl is not installed)', () => {
  it('reads whatever JSON it seals', () => {
    for (const content of [{ a: 'x'.repeat(5000) }, { deep: [[['1']]] }, { ' ': '\u0000\n"' }]) {
      const words = ['enc', '-aes-256-cbc', '-md', 'md5', '-salt', '-base64', '-A', '-pass', 'stdin']
      const input = `key\n${JSON.stringify(content)}`
      const { stdout } = spawnSync(openssl, words, { input, encoding: 'utf8' })
      expect(revealed(readN8n({ encryptionKey: 'key' }, stdout))).toEqual(content)
    }
  })
})
