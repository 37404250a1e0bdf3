import { randomBytes } from 'node:crypto'
import type { DataKeyContext, KeyEncryptionKey } from '@connform/vault'
import { describe, expect, it } from 'vitest'
import { expectNoLeak } from './leaks.ts'

const context: DataKeyContext = { tenant: 'one', keyId: 'AAAAAAAAAAAAAAAAAAAAAA' }
const tenants = ['one', 'a"b\\c', 'Grüße 🦜', '{"tenant":"one"}', 'x'.repeat(200)]
const foreign = [
  '',
  'x',
  '.',
  '....',
  'vault:v1:',
  'vault:v1:AAAA',
  'vault:v0:AAAA',
  'aws-kms:',
  'aws-kms:AAAA',
  'aws-kms:AAA=',
  `aws-kms:${'A'.repeat(10_000)}`,
  '\u0000',
  'eyJhbGciOiJkaXIifQ..a.b.c',
]

/** What every {@link KeyEncryptionKey} does. `make` is called once per test and gives two keys of one kind. */
export function keyEncryptionKeyContract(
  name: string,
  make: () => Promise<{ key: KeyEncryptionKey; another: KeyEncryptionKey }>,
): void {
  describe(`a key-encryption key: ${name}`, () => {
    const refusal = async (unwrapped: Promise<Uint8Array>, dataKey: Uint8Array): Promise<unknown> => {
      const error = await unwrapped.then(
        () => expect.unreachable('it was unwrapped'),
        (reason: unknown) => reason,
      )
      expect(error).not.toHaveProperty('cause')
      expectNoLeak([error], [dataKey])
      return (error as { code?: unknown }).code
    }

    it('unwraps what it wrapped, for tenants of every spelling, and leaves the bytes to the caller', async () => {
      const { key } = await make()
      for (const tenant of tenants) {
        const dataKey = randomBytes(32)
        const copy = Uint8Array.from(dataKey)
        const wrapped = await key.wrap(dataKey, { ...context, tenant })
        expect(Uint8Array.from(dataKey)).toEqual(copy)
        dataKey.fill(0)
        expect(Uint8Array.from(await key.unwrap(wrapped, { ...context, tenant }))).toEqual(copy)
        expectNoLeak([wrapped, key], [copy])
      }
    })

    it('wraps one data key differently each time, and has one id of its own that tells nothing', async () => {
      const { key, another } = await make()
      const dataKey = randomBytes(32)
      const wrapped = await Promise.all([1, 2, 3].map(() => key.wrap(dataKey, context)))
      expect(new Set(wrapped).size).toBe(3)
      expect(key.id).toMatch(/^\S+$/)
      expect(key.id).not.toBe(another.id)
      expect(Object.isFrozen(key)).toBe(true)
    })

    it('unwraps for the tenant it was wrapped for and no other', async () => {
      const { key } = await make()
      const dataKey = randomBytes(32)
      const wrapped = await key.wrap(dataKey, context)
      for (const tenant of ['two', 'one ', 'One', 'on']) {
        expect(await refusal(key.unwrap(wrapped, { ...context, tenant }), dataKey)).toBe('ERR_VAULT_OPEN')
      }
    })

    it('unwraps nothing that another key wrapped', async () => {
      const { key, another } = await make()
      const dataKey = randomBytes(32)
      const code = await refusal(key.unwrap(await another.wrap(dataKey, context), context), dataKey)
      expect(code).toMatch(/^ERR_VAULT_(OPEN|KEY_UNKNOWN)$/)
    })

    it('unwraps no text with a character replaced, left out, put in or cut off, and no foreign one', async () => {
      const { key } = await make()
      const dataKey = randomBytes(32)
      const wrapped = await key.wrap(dataKey, context)
      const altered = [...foreign, `${wrapped} `, ` ${wrapped}`, `${wrapped}=`, `${wrapped}\n`, wrapped + wrapped]
      for (let at = 0; at < wrapped.length; at += 3) {
        const [before, after] = [wrapped.slice(0, at), wrapped.slice(at + 1)]
        altered.push(before, before + after, `${before}A${wrapped.slice(at)}`)
        altered.push(`${before}${wrapped[at] === 'B' ? 'C' : 'B'}${after}`)
      }
      for (const text of altered) {
        if (text === wrapped) continue
        expect(await refusal(key.unwrap(text, context), dataKey)).toMatch(/^ERR_VAULT_(OPEN|KEY_UNKNOWN|KEY_SERVICE)$/)
      }
    })
  })
}
