import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyFromBytes, keyFromCallback, openKeyFile } from '@connform/vault'
import { onTestFinished } from 'vitest'
import { keyEncryptionKeyContract } from '../support/key-contract.ts'
import { kmsServer, otherArn } from '../support/kms-server.ts'
import { transitServer } from '../support/transit-server.ts'

keyEncryptionKeyContract('bytes in memory', async () => ({
  key: keyFromBytes(randomBytes(32)),
  another: keyFromBytes(randomBytes(32)),
}))

keyEncryptionKeyContract('a key file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'connform-kek-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { key: openKeyFile(join(folder, 'a')).key, another: openKeyFile(join(folder, 'b')).key }
})

keyEncryptionKeyContract('a callback', async () => ({
  key: await keyFromCallback(async () => randomBytes(32)),
  another: await keyFromCallback(() => randomBytes(32).toString('base64url')),
}))

keyEncryptionKeyContract('AWS KMS', async () => {
  const kms = await kmsServer()
  return { key: kms.key(), another: kms.key({ keyId: otherArn }) }
})

keyEncryptionKeyContract('Transit', async () => {
  const transit = await transitServer()
  return { key: transit.key(), another: transit.key({ keyName: 'other' }) }
})

keyEncryptionKeyContract('Transit with a derived key', async () => {
  const transit = await transitServer()
  return { key: transit.key({ keyName: 'derived', derived: true }), another: transit.key({ keyName: 'other' }) }
})
