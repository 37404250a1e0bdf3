import { createCipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readNango } from '@connform/vault'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { expectNoLeak } from '../support/leaks.ts'
import { revealed } from '../support/revealed.ts'
import { codeOf } from '../support/vaults.ts'

const rows: { key: string; ciphertext: string; iv: string; tag: string; content: object }[] = JSON.parse(
  readFileSync(new URL('fixtures/nango.json', import.meta.url), 'utf8'),
)
const { key: encryptionKey, content, ...columns } = rows[1]!

it('reads what Python wrote in the form of Nango', () => {
  expect(rows.length).toBe(4)
  for (const { key, content: expected, ...sealed } of rows) {
    const fields = readNango({ encryptionKey: key }, sealed)
    expect(revealed(fields)).toEqual(expected)
    expectNoLeak([fields], ['token-1', 'Grüße', 'xxxx'])
  }
  expect(content).toMatchObject({ access_token: 'token-1' })
})

it('refuses a tag of another length than 16 bytes, which Node and Nango would take', async () => {
  const tag = Buffer.from(columns.tag, 'base64')
  for (const length of [0, 4, 8, 12, 13, 14, 15]) {
    const short = tag.subarray(0, length).toString('base64')
    expect(() => readNango({ encryptionKey }, { ...columns, tag: short })).toThrow('a tag of 16 bytes')
  }
  const long = Buffer.concat([tag, Buffer.alloc(1)]).toString('base64')
  expect(await codeOf(() => readNango({ encryptionKey }, { ...columns, tag: long }))).toBe('ERR_IMPORT')
})

it('refuses columns of different rows, altered ones and another key, and shows none of it', () => {
  const other = rows[2]!
  const attempts: [string, typeof columns][] = [
    [other.key, columns],
    [encryptionKey, { ...columns, iv: other.iv }],
    [encryptionKey, { ...columns, tag: other.tag }],
    [encryptionKey, { ...columns, ciphertext: other.ciphertext }],
    [encryptionKey, { ...columns, ciphertext: '' }],
  ]
  for (const [key, sealed] of attempts) {
    try {
      expect.unreachable(String(readNango({ encryptionKey: key }, sealed)))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_IMPORT', message: expect.stringContaining('do not open') })
      expect(error).not.toHaveProperty('cause')
      expectNoLeak([error], [key, columns.tag, columns.iv, 'token-1'])
    }
  }
})

it('refuses a key that is not base64 of 32 bytes', async () => {
  for (const key of [
    '',
    'short',
    encryptionKey.slice(0, -1),
    `${encryptionKey} `,
    Buffer.alloc(31).toString('base64'),
    undefined,
  ]) {
    expect(() => readNango({ encryptionKey: key as never }, columns)).toThrow('The encryption key is not')
  }
})

it('refuses what opens and is no JSON object', () => {
  const key = Buffer.alloc(32, 7)
  for (const text of ['[]', '"text"', 'null', '7', 'token-1', '{"a":']) {
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
    const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]).toString('base64')
    const sealed = { ciphertext, iv: Buffer.alloc(12).toString('base64'), tag: cipher.getAuthTag().toString('base64') }
    expect(() => readNango({ encryptionKey: key.toString('base64') }, sealed)).toThrow('The content is not')
  }
})

it('fails with ERR_IMPORT alone, whatever it is given', async () => {
  const column = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.constantFrom(...Object.values(columns)),
    fc.uint8Array({ minLength: 12, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc.constantFrom(undefined, null, 7, {}),
  )
  await fc.assert(
    fc.asyncProperty(fc.record({ ciphertext: column, iv: column, tag: column }), async (sealed) => {
      expect([undefined, 'ERR_IMPORT']).toContain(await codeOf(() => readNango({ encryptionKey }, sealed as never)))
    }),
    { numRuns: 1000 },
  )
})
