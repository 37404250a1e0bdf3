import { createSecretKey, randomBytes } from 'node:crypto'
import { keyFromBytes, memoryDataKeys, openVault } from '@connform/vault'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { type Candidate, paired } from './paired.ts'
import { rawCipher } from './raw-cipher.ts'
import type { Section } from './report.ts'

const BATCH = 64
const place = { tenant: 'default', connection: '0b7e3f52-5f0e-4a53-9f0e-3a1d1c2b4d5e', slot: 'credentials' }
const header = {
  alg: 'dir',
  enc: 'A256GCM',
  kid: 'x'.repeat(22),
  tid: place.tenant,
  cid: place.connection,
  fld: place.slot,
} as const
const aad = Buffer.from(Buffer.from(JSON.stringify(header)).toString('base64url'))

const repeat = (name: string, work: () => unknown): Candidate => ({
  name,
  run: () => {
    let last: unknown
    for (let index = 0; index < BATCH; index++) last = work()
    return last
  },
})

/** seal() and open() beside the bare cipher and the JOSE library. */
export async function vaultSections(): Promise<Section[]> {
  const vault = openVault({ keyEncryptionKey: keyFromBytes(randomBytes(32)), dataKeys: memoryDataKeys() })
  await vault.load(place.tenant)
  const key = createSecretKey(randomBytes(32))
  const raw = rawCipher(key, aad)
  const sections: Section[] = []
  for (const bytes of [64, 1024]) {
    // Ends in a brace like the JSON it stands for.
    const text = `{"accessToken":"${'x'.repeat(bytes - 18)}"}`
    const plain = Buffer.from(text)
    const sealed = raw.seal(plain)
    const token = vault.seal(place, text)
    const foreign = await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(key)
    // jose works asynchronously; its batch is awaited call by call, as a request handler would.
    const joseSeal = {
      name: 'jose',
      run: async () => {
        for (let i = 0; i < BATCH; i++) await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(key)
      },
    }
    const joseOpen = {
      name: 'jose',
      run: async () => {
        for (let i = 0; i < BATCH; i++) await compactDecrypt(foreign, key)
      },
    }
    sections.push({
      title: `Seal ${bytes} bytes`,
      rows: await paired(
        [
          repeat('raw createCipheriv', () => raw.seal(plain)),
          repeat('vault.seal()', () => vault.seal(place, text)),
          joseSeal,
        ],
        { batch: BATCH },
      ),
      aims: [{ name: 'vault.seal()', than: 'raw createCipheriv', most: 1.7 }],
    })
    sections.push({
      title: `Open ${bytes} bytes`,
      rows: await paired(
        [
          repeat('raw createDecipheriv', () => raw.open(sealed)),
          repeat('vault.open()', () => vault.open(place, token)),
          joseOpen,
        ],
        { batch: BATCH },
      ),
      aims: [{ name: 'vault.open()', than: 'raw createDecipheriv', most: 2.2 }],
    })
  }
  vault.close()
  return sections
}
