import { createCipheriv } from 'node:crypto'
import { base64url } from 'jose'
import { expect, it } from 'vitest'
import { codeOf, loadedVault, place, vaultWithKnownKey } from './support/vaults.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const strange = ['+', '/', '=', '.', ' ', '\n', '\r', '\t', '\u0000', '\u00c1', '\u0141', '\uff21', '🦜']

it('opens no token in which one character was replaced, put in or left out', async () => {
  const vault = await loadedVault()
  const token = vault.seal(place, '{"token":"abc"}')
  let refused = 0
  let opened = 0
  const attempt = (text: string) => {
    if (text === token) return
    try {
      vault.open(place, text)
      opened += 1
    } catch (error) {
      // A changed key id inside the header may be told apart: it names a key that is not there.
      expect(['ERR_VAULT_OPEN', 'ERR_VAULT_KEY_UNKNOWN']).toContain((error as { code: string }).code)
      refused += 1
    }
  }
  for (let at = 0; at <= token.length; at += 1) {
    attempt(token.slice(0, at) + token.slice(at + 1))
    attempt(token.slice(0, at))
    attempt(token.slice(at))
    for (const character of [...alphabet, ...strange]) {
      attempt(token.slice(0, at) + character + token.slice(at + 1))
      attempt(token.slice(0, at) + character + token.slice(at))
    }
  }
  expect(opened).toBe(0)
  expect(refused).toBeGreaterThan(40_000)
})

it('refuses base64url with white space, padding, the other alphabet or unused bits set, in every part', async () => {
  const vault = await loadedVault()
  // Whatever the lengths, some of these tokens hold - and _ and parts that end on unused bits.
  for (let round = 0; round < 50; round += 1) {
    const parts = vault.seal(place, 'x'.repeat(round * 3)).split('.')
    for (const [index, part] of parts.entries()) {
      const spellings = [
        part.replaceAll('-', '+').replaceAll('_', '/'),
        `${part}=`,
        `${part}==`,
        ` ${part}`,
        `${part}\n`,
        `${part.slice(0, 4)}\r\n${part.slice(4)}`,
        `${part.slice(0, -1)}${alphabet[alphabet.indexOf(part.at(-1)!) ^ 1]}`,
      ]
      for (const spelling of spellings) {
        if (spelling === part) continue
        const token = parts.with(index, spelling).join('.')
        expect(await codeOf(() => vault.open(place, token))).toBe('ERR_VAULT_OPEN')
      }
    }
  }
})

it('refuses another number of parts and a token with an encrypted key', async () => {
  const vault = await loadedVault()
  const [header, , iv, ciphertext, tag] = vault.seal(place, 'text').split('.')
  const tokens = [
    [header, iv, ciphertext, tag],
    [header, '', iv, ciphertext],
    [header, '', iv, ciphertext, tag, ''],
    [header, '', iv, ciphertext, tag, tag],
    [header, '', '', iv, ciphertext, tag],
    [header, 'AAAA', iv, ciphertext, tag],
    [header, '', iv, '', tag],
    [header, '', '', ciphertext, tag],
    [header, '', iv, ciphertext, ''],
    [header, '', iv, `${ciphertext}.${tag}`, tag],
    ['', '', iv, ciphertext, tag],
  ]
  for (const parts of tokens) {
    expect(await codeOf(() => vault.open(place, parts.join('.')))).toBe('ERR_VAULT_OPEN')
  }
})

it('refuses short tags and IVs of another size, made with the right key', async () => {
  const { vault, dataKey } = await vaultWithKnownKey()
  const [header = ''] = vault.seal(place, '').split('.')
  const sealWith = (ivBytes: number, tagBytes: number) => {
    const iv = Buffer.alloc(ivBytes, 7)
    const cipher = createCipheriv('aes-256-gcm', dataKey, iv, { authTagLength: 16 })
    cipher.setAAD(Buffer.from(header))
    const ciphertext = Buffer.concat([cipher.update('text'.padEnd(64)), cipher.final()])
    const tag = Buffer.concat([cipher.getAuthTag(), Buffer.alloc(1)]).subarray(0, tagBytes)
    return `${header}..${[iv, ciphertext, tag].map((part) => part.toString('base64url')).join('.')}`
  }
  expect(vault.open(place, sealWith(12, 16))).toBe('text')
  for (const tagBytes of [0, 4, 8, 12, 13, 14, 15, 17]) {
    expect(await codeOf(() => vault.open(place, sealWith(12, tagBytes)))).toBe('ERR_VAULT_OPEN')
  }
  for (const ivBytes of [1, 8, 11, 13, 16]) {
    expect(await codeOf(() => vault.open(place, sealWith(ivBytes, 16)))).toBe('ERR_VAULT_OPEN')
  }
})

it('refuses parts of another token of the same place put together', async () => {
  const vault = await loadedVault()
  const one = vault.seal(place, 'one').split('.')
  const two = vault.seal(place, 'two').split('.')
  for (const index of [2, 3, 4]) {
    expect(await codeOf(() => vault.open(place, one.with(index, two[index]!).join('.')))).toBe('ERR_VAULT_OPEN')
  }
})

it('refuses a header of the same members spelled otherwise', async () => {
  const vault = await loadedVault()
  const [header = '', ...rest] = vault.seal(place, 'text').split('.')
  const text = new TextDecoder().decode(base64url.decode(header))
  const spellings = [
    text.replace(',', ', '),
    ` ${text}`,
    `${text} `,
    text.replace('con-1', '\\u0063on-1'),
    text.replace('}', ',"fld":"credentials"}'),
    text.replace('{', '{"alg":"dir",'),
    text.replace('dir', 'DIR'),
  ]
  for (const spelling of spellings) {
    expect(await codeOf(() => vault.open(place, [base64url.encode(spelling), ...rest].join('.')))).toBe(
      'ERR_VAULT_OPEN',
    )
  }
})

it('refuses what is not a text', async () => {
  const vault = await loadedVault()
  for (const value of [undefined, null, 7, {}, [], Buffer.from('a')]) {
    expect(await codeOf(() => vault.open(place, value as never))).toBe('ERR_VAULT_OPEN')
    expect(await codeOf(() => vault.seal(place, value as never))).toBe('ERR_VAULT_TEXT')
    expect(await codeOf(() => vault.seal({ ...place, slot: value as never }, 'a'))).toBe('ERR_OPTION_INVALID')
  }
})
