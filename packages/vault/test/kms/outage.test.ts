import { memoryDataKeys, openVault } from '@connform/vault'
import { describe, expect, it } from 'vitest'
import { kmsServer } from '../support/kms-server.ts'
import { expectNoLeak } from '../support/leaks.ts'
import { transitServer } from '../support/transit-server.ts'
import { codeOf, handClock, place } from '../support/vaults.ts'

const dayMs = 24 * 60 * 60 * 1000
const services = {
  'AWS KMS': async () => {
    const kms = await kmsServer()
    return {
      server: kms,
      key: kms.key({ timeoutMs: 500, clientOptions: { maxAttempts: 1 } }),
      silence: () => {
        kms.refuse = () => 'silence'
      },
    }
  },
  Transit: async () => {
    const transit = await transitServer()
    return {
      server: transit,
      key: transit.key({ timeoutMs: 500 }),
      silence: () => {
        transit.refuse = () => 'silence'
      },
    }
  },
}

for (const [name, start] of Object.entries(services)) {
  describe(`a vault under ${name}`, () => {
    /** A vault in use, and the one data key it has seen unwrapped. */
    async function inUse() {
      const { server, key, silence } = await start()
      const dataKeySeen: Buffer[] = []
      const keyEncryptionKey = {
        ...key,
        wrap: (bytes: Uint8Array, context: Parameters<typeof key.wrap>[1]) => {
          dataKeySeen.push(Buffer.from(bytes))
          return key.wrap(bytes, context)
        },
      }
      const { clock, pass } = handClock()
      const dataKeys = memoryDataKeys()
      const vault = openVault({ keyEncryptionKey, dataKeys, clock })
      await vault.load('one')
      return { server, silence, keyEncryptionKey, dataKeySeen, clock, pass, dataKeys, vault }
    }

    it('goes on sealing and opening with the keys in memory while the service is down, asking it for nothing', async () => {
      const { server, vault } = await inUse()
      const token = vault.seal(place, 'before')
      const asked = server.requests.length
      await server.goDown()
      await vault.load('one')
      expect(vault.open(place, token)).toBe('before')
      expect(vault.open(place, vault.seal(place, 'during'))).toBe('during')
      expect(server.requests.length).toBe(asked)
    })

    it('refuses a tenant whose keys are not in memory, stores nothing and seals nothing', async () => {
      const { server, silence, vault, dataKeys, dataKeySeen, keyEncryptionKey } = await inUse()
      silence()
      const errors = [await vault.load('two').catch((reason) => reason)]
      await server.goDown()
      errors.push(await vault.load('two').catch((reason) => reason))
      const restarted = openVault({ keyEncryptionKey, dataKeys })
      errors.push(await restarted.load('one').catch((reason) => reason))
      for (const error of errors) expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
      expect(await codeOf(() => vault.seal({ ...place, tenant: 'two' }, 'text'))).toBe('ERR_VAULT_NOT_LOADED')
      expect(await codeOf(() => restarted.seal(place, 'text'))).toBe('ERR_VAULT_NOT_LOADED')
      expect(await dataKeys.list('two')).toEqual([])
      expectNoLeak([errors, vault, restarted, await dataKeys.list('one')], dataKeySeen)
    })

    it('follows an old key when the service is back, and not before', async () => {
      const { server, vault, pass, dataKeys } = await inUse()
      const old = vault.seal(place, 'old')
      await server.goDown()
      pass(31 * dayMs)
      await vault.load('one')
      const during = vault.seal(place, 'during')
      expect(vault.keyIdOf(during)).toBe(vault.keyIdOf(old))
      await server.comeBack()
      pass(2 * 60_000)
      await vault.load('one')
      expect(vault.keyIdOf(vault.seal(place, 'after'))).not.toBe(vault.keyIdOf(old))
      expect([vault.open(place, old), vault.open(place, during)]).toEqual(['old', 'during'])
      expect((await dataKeys.list('one')).map(({ state }) => state)).toEqual(['retired', 'active'])
    })

    it('unwraps after a restart what was stored, and no row moved to another tenant', async () => {
      const { vault, dataKeys, keyEncryptionKey } = await inUse()
      const token = vault.seal(place, 'text')
      const restarted = openVault({ keyEncryptionKey, dataKeys })
      await restarted.load('one')
      expect(restarted.open(place, token)).toBe('text')
      const moved = memoryDataKeys()
      for (const record of await dataKeys.list('one')) await moved.insertActive({ ...record, tenant: 'two' })
      expect(await codeOf(() => openVault({ keyEncryptionKey, dataKeys: moved }).load('two'))).toBe('ERR_VAULT_OPEN')
    })
  })
}
