import type { SecretPlace, Vault } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import type { ContractRunner } from './runner.ts'
import type { WithVault } from './vault-contract.ts'

const place: SecretPlace = { tenant: 'one', connection: 'a', slot: 'credentials' }
const canary = 'canary-91d2b8'

/** What a {@link Vault} does with its keys: names them, follows them by others, forgets them. */
export function vaultKeysContract(
  { describe, it, expect }: ContractRunner,
  makeVault: () => Vault | Promise<Vault>,
  withVault: WithVault,
): void {
  describe('the keys of a vault', () => {
    it(
      'names the key that seals',
      withVault((vault) => {
        expect(vault.activeKeyId('one')).toBe(vault.keyIdOf(vault.seal(place, 'a')))
        expect(vault.activeKeyId('one') === vault.activeKeyId('two')).toBe(false)
      }),
    )

    it(
      'seals with another key once rotated, and opens what it sealed before',
      withVault(async (vault) => {
        const before = vault.seal(place, canary)
        const other = vault.activeKeyId('two')
        const keyId = await vault.rotate('one')
        const after = vault.seal(place, canary)
        expect(vault.activeKeyId('one')).toBe(keyId)
        expect(vault.keyIdOf(after)).toBe(keyId)
        expect(vault.keyIdOf(before) === keyId).toBe(false)
        expect([vault.open(place, before), vault.open(place, after)]).toEqual([canary, canary])
        const elsewhere = { ...place, connection: 'b' }
        expect(await failureCode(() => vault.open(elsewhere, before))).toBe('ERR_VAULT_OPEN')
        expect(vault.activeKeyId('two')).toBe(other)
      }),
    )

    it('makes the first key of a tenant that is rotated before it is loaded', async () => {
      const vault = await makeVault()
      const keyId = await vault.rotate('one')
      expect(vault.keyIdOf(vault.seal(place, canary))).toBe(keyId)
      vault.close()
    })

    it(
      'rotates as often as it is asked to, all at once, and opens everything sealed on the way',
      withVault(async (vault) => {
        const tokens = [vault.seal(place, canary)]
        await Promise.all(
          Array.from({ length: 5 }, async () => {
            await vault.rotate('one')
            tokens.push(vault.seal(place, canary))
          }),
        )
        for (const token of tokens) expect(vault.open(place, token)).toBe(canary)
        expect(vault.keyIdOf(tokens[0] ?? '') === vault.activeKeyId('one')).toBe(false)
      }),
    )

    it(
      'wraps nothing anew where the present key-encryption key wrapped everything',
      withVault(async (vault) => {
        expect(await vault.rewrap()).toEqual({ rewrapped: 0, failed: 0 })
        expect(await vault.rewrap({ dryRun: true })).toEqual({ rewrapped: 0, failed: 0 })
      }),
    )

    it(
      'forgets the keys of one tenant, and loads them again',
      withVault(async (vault) => {
        const token = vault.seal(place, canary)
        vault.forget('one')
        vault.forget('never loaded')
        expect(await failureCode(() => vault.open(place, token))).toBe('ERR_VAULT_NOT_LOADED')
        expect(await failureCode(() => vault.activeKeyId('one'))).toBe('ERR_VAULT_NOT_LOADED')
        expect(typeof vault.activeKeyId('two')).toBe('string')
        await vault.load('one')
        expect(vault.open(place, token)).toBe(canary)
      }),
    )
  })
}
