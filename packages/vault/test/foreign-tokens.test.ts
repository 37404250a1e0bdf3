import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keyFromBytes, memoryDataKeys } from '@connform/vault'
import { describe, expect, it } from 'vitest'
import fixture from './fixtures/tokens.json' with { type: 'json' }
import { loadedVault, place, vaultWithKnownKey } from './support/vaults.ts'

/** Where Debian puts its Python and its package `jose`, a program in C by Latchset. */
const PYTHON = '/usr/bin/python3'
const JOSE = '/usr/bin/jose'
const hasJwcrypto = spawnSync(PYTHON, ['-c', 'import jwcrypto.jwe']).status === 0
const hasJose = existsSync(JOSE)

const texts = [
  '{"token":"abc"}',
  '{"a":"ü🦜"}',
  '',
  'two  ',
  'line\n',
  ' \n ',
  '\u0000',
  'x'.repeat(64),
  'é'.repeat(3000),
]

/** A vault of the fixture's keys, with the data key as `wrapped` holds it. */
async function vaultOf(wrapped: string) {
  const keyEncryptionKey = keyFromBytes(fixture.keyEncryptionKey)
  const dataKeys = memoryDataKeys()
  const createdAt = new Date().toISOString()
  const { keyId } = fixture
  await dataKeys.insertActive({
    tenant: place.tenant,
    keyId,
    wrapped,
    wrappedBy: keyEncryptionKey.id,
    state: 'active',
    uses: 0,
    createdAt,
  })
  return loadedVault({ keyEncryptionKey, dataKeys })
}

for (const { madeBy, wrapped, tokens } of fixture.sets) {
  it(`foreign readers: unwraps the data key and opens the tokens made by ${madeBy}`, async () => {
    const vault = await vaultOf(wrapped)
    expect(vault.activeKeyId(place.tenant)).toBe(fixture.keyId)
    for (const { text, token } of tokens) expect(vault.open(fixture.place, token)).toBe(text)
  })
}

describe.runIf(hasJwcrypto)('foreign readers: jwcrypto (skipped where /usr/bin/python3 cannot import it)', () => {
  const script = fileURLToPath(new URL('support/jwcrypto_reader.py', import.meta.url))
  const ask = (task: object): { opened: (string | null)[]; sealed: string[] } => {
    const { stdout, stderr, status } = spawnSync(PYTHON, [script], { input: JSON.stringify(task), encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    return JSON.parse(stdout)
  }

  for (const { madeBy, wrapped, tokens } of fixture.sets) {
    it(`opens the tokens made by ${madeBy}`, () => {
      const task = { ...fixture, wrapped, tokens: tokens.map(({ token }) => token), texts: [] }
      expect(ask(task).opened).toEqual(tokens.map(({ text }) => text))
    })
  }

  it('opens what the vault seals now and seals what the vault opens, from the wrapped data key on', async () => {
    const { wrapped } = fixture.sets[0]!
    const vault = await vaultOf(wrapped)
    const tokens = texts.map((text) => vault.seal(place, text))
    tokens.push(vault.seal({ ...place, connection: 'con-2' }, 'text of another place'))
    const { opened, sealed } = ask({ ...fixture, wrapped, tokens, texts })
    expect(opened).toEqual([...texts, null])
    expect(sealed.map((token) => vault.open(place, token))).toEqual(texts)
  })
})

describe.runIf(hasJose)('foreign readers: the jose program (skipped where /usr/bin/jose is not installed)', () => {
  it('opens what the vault seals now', async () => {
    const { vault, dataKey } = await vaultWithKnownKey()
    const folder = mkdtempSync(join(tmpdir(), 'connform-jose-'))
    try {
      const jwk = { kty: 'oct', k: Buffer.from(dataKey).toString('base64url') }
      writeFileSync(join(folder, 'key.jwk'), JSON.stringify(jwk), { mode: 0o600 })
      for (const text of ['{"token":"abc"}', '{"a":"ü🦜"}']) {
        const input = vault.seal(place, text)
        const words = ['jwe', 'dec', '-i-', '-k', join(folder, 'key.jwk')]
        const { stdout, status } = spawnSync(JOSE, words, { input, encoding: 'utf8' })
        expect([status, stdout]).toEqual([0, text.padEnd(64 - Buffer.byteLength(text) + text.length)])
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
