import crypto, { KeyObject } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

// Prints what the vault asks of node:crypto: draws of random bytes up to each moment, and keys that are no KeyObject.

let draws = 0
let rawKeys = 0
let calls = 0

type Name = 'randomFillSync' | 'randomBytes' | 'createCipheriv' | 'createDecipheriv' | 'createHmac'
function watch(name: Name, note: (words: readonly unknown[]) => void): void {
  const call = crypto[name] as (...words: unknown[]) => unknown
  Object.assign(crypto, {
    [name](...words: unknown[]) {
      note(words)
      return call(...words)
    },
  })
}

for (const name of ['randomFillSync', 'randomBytes'] as const) {
  watch(name, () => {
    draws += 1
  })
}
for (const name of ['createCipheriv', 'createDecipheriv', 'createHmac'] as const) {
  watch(name, ([, key]) => {
    calls += 1
    if (!(key instanceof KeyObject)) rawKeys += 1
  })
}
syncBuiltinESMExports()

const { keyFromBytes, memoryDataKeys, openVault } = await import('@connform/vault')
const imported = draws
const keyEncryptionKey = keyFromBytes(new Uint8Array(32))
const vault = openVault({ keyEncryptionKey, dataKeys: memoryDataKeys() })
const opened = draws
const place = { tenant: 'one', connection: 'con-1', slot: 'credentials' }
await vault.load('one')
const loaded = draws
const token = vault.seal(place, 'text')
for (let count = 1; count < 256; count += 1) vault.seal(place, 'text')
const sealed = draws - loaded
vault.seal(place, 'text')
const refilled = draws - loaded
await vault.rotate('one')
vault.open(place, token)
console.log(JSON.stringify({ imported, opened, sealed, refilled, rawKeys, calls: calls > 250 }))
