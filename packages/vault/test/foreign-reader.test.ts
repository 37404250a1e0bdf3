import { keyFromBytes, memoryDataKeys } from '@connform/vault'
import { base64url, CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { expect, it } from 'vitest'
import { codeOf, loadedVault, place, vaultWithKnownKey } from './support/vaults.ts'

const header = (kid: string) => ({
  alg: 'dir',
  enc: 'A256GCM',
  kid,
  tid: place.tenant,
  cid: place.connection,
  fld: place.slot,
})
const encode = (text: string) => new TextEncoder().encode(text)

it('writes a protected header of exactly these members in this order', async () => {
  const { vault } = await vaultWithKnownKey()
  const odd = { tenant: 'one', connection: 'a"b\\ü\u0001', slot: '🦜' }
  const token = vault.seal(odd, 'text')
  expect(new TextDecoder().decode(base64url.decode(token.split('.')[0]!))).toBe(
    `{"alg":"dir","enc":"A256GCM","kid":"${vault.keyIdOf(token)}","tid":"one","cid":"a\\"b\\\\ü\\u0001","fld":"🦜"}`,
  )
})

it('seals what jose opens, given the key', async () => {
  const { vault, dataKey } = await vaultWithKnownKey()
  const token = vault.seal(place, '{"token":"abc"}')
  const opened = await compactDecrypt(token, dataKey)
  expect(opened.protectedHeader).toEqual(header(vault.keyIdOf(token)))
  expect(new TextDecoder().decode(opened.plaintext)).toBe('{"token":"abc"}'.padEnd(64))
})

it('opens what jose sealed under the same header', async () => {
  const { vault, dataKey } = await vaultWithKnownKey()
  const kid = vault.keyIdOf(vault.seal(place, ''))
  for (const payload of ['{"a":"ü"}'.padEnd(63), '{"a":1}']) {
    const token = await new CompactEncrypt(encode(payload)).setProtectedHeader(header(kid)).encrypt(dataKey)
    expect(vault.open(place, token)).toBe(payload.trimEnd())
  }
})

it('refuses what jose sealed under any other header, although key and tag are right', async () => {
  const { vault, dataKey } = await vaultWithKnownKey()
  const right = header(vault.keyIdOf(vault.seal(place, '')))
  const { alg, enc, kid, tid, cid, fld } = right
  const others = [
    { ...right, zip: 'DEF' },
    { ...right, typ: 'JWE' },
    { ...right, crit: ['cid'] },
    { enc, alg, kid, tid, cid, fld },
    { alg, enc, kid, tid, fld, cid },
    { alg, enc, kid, cid, fld },
    { alg, enc, kid, tid, cid },
    { ...right, cid: 'con-2' },
    { ...right, tid: 'two' },
    { ...right, fld: '' },
  ]
  for (const other of others) {
    const encryption = new CompactEncrypt(encode('{}')).setProtectedHeader(other)
    const token = await encryption.encrypt(dataKey, { crit: { cid: true } }).catch(() => undefined)
    // jose does not compress; the header alone has to be enough to refuse such a token.
    const foreign = token ?? vault.seal(place, '{}').replace(/^[^.]+/, base64url.encode(JSON.stringify(other)))
    expect(await codeOf(() => vault.open(place, foreign))).toBe('ERR_VAULT_OPEN')
  }
})

it('stores data keys that jose unwraps: a JWE of the key as JWK, bound to the tenant', async () => {
  const keyBytes = Uint8Array.from({ length: 32 }, (_, index) => index)
  const keyEncryptionKey = keyFromBytes(keyBytes)
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  const [record] = await dataKeys.list('one')
  expect(decodeProtectedHeader(record!.wrapped)).toEqual({
    alg: 'dir',
    enc: 'A256GCM',
    kid: keyEncryptionKey.id,
    cty: 'jwk+json',
    tid: 'one',
  })
  const { plaintext } = await compactDecrypt(record!.wrapped, keyBytes)
  const jwk = JSON.parse(new TextDecoder().decode(plaintext))
  expect(Object.keys(jwk)).toEqual(['kty', 'k'])
  const opened = await compactDecrypt(vault.seal(place, '{"a":1}'), base64url.decode(jwk.k))
  expect(JSON.parse(new TextDecoder().decode(opened.plaintext))).toEqual({ a: 1 })
})
