import type { SecretPlace, Vault } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import type { ContractRunner } from './runner.ts'
import { vaultKeysContract } from './vault-keys-contract.ts'

const place: SecretPlace = { tenant: 'one', connection: 'a', slot: 'credentials' }
const canary = 'canary-5f0c7e'

/** Makes a test out of `body`, which it calls with a vault that has the keys of tenants `one` and `two` loaded. */
export type WithVault = (body: (vault: Vault) => Promise<void> | void) => () => Promise<void>

/** Texts that are easily lost on the way to UTF-8 and back. */
const texts: Readonly<Record<string, string>> = {
  empty: '',
  JSON: '{"token":"abc"}',
  'trailing spaces': 'two  ',
  'only spaces': ' '.repeat(64),
  'trailing line feeds': 'lines\n\n',
  'space and line feed': 'both \n ',
  'U+0000': '\u0000a\u0000',
  'byte order mark': '\ufeffa',
  emoji: '🦜\u{1f468}\u200d\u{1f469}',
  'exactly a block': 'x'.repeat(64),
  'a mebibyte': 'é'.repeat(524_288),
}

/**
 * What every {@link Vault} does. Run it in the tests of an implementation.
 *
 * @param makeVault Makes a vault with keys of its own; called once per test, which closes it.
 */
export function vaultContract(runner: ContractRunner, makeVault: () => Vault | Promise<Vault>): void {
  const { describe, it, expect } = runner

  const withVault: WithVault = (body) => async () => {
    const vault = await makeVault()
    await vault.load('one')
    await vault.load('two')
    try {
      await body(vault)
    } finally {
      vault.close()
    }
  }

  describe('a vault', () => {
    for (const [name, text] of Object.entries(texts)) {
      it(
        `opens what it sealed, to the character: ${name}`,
        withVault((vault) => {
          expect(vault.open(place, vault.seal(place, text)) === text).toBe(true)
        }),
      )
    }

    it(
      'seals the same text differently each time, as five parts of base64url with an empty second',
      withVault((vault) => {
        const tokens = new Set(Array.from({ length: 600 }, () => vault.seal(place, canary)))
        expect(tokens.size).toBe(600)
        for (const token of tokens) {
          expect(/^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/.test(token)).toBe(true)
          expect(token.includes(canary)).toBe(false)
        }
      }),
    )

    it(
      'opens a token in its own place and no other',
      withVault(async (vault) => {
        const token = vault.seal(place, canary)
        const others = [{ tenant: 'two' }, { connection: 'b' }, { connection: 'a ' }, { slot: 'other' }, { slot: '' }]
        for (const other of others) {
          expect(await failureCode(() => vault.open({ ...place, ...other }, token))).toBe('ERR_VAULT_OPEN')
        }
        expect(vault.open(place, token)).toBe(canary)
      }),
    )

    it(
      'tells places apart whose parts run into each other or hold quotes',
      withVault(async (vault) => {
        const token = vault.seal({ tenant: 'one', connection: 'a","fld":"b', slot: 'c' }, canary)
        const alike = { tenant: 'one', connection: 'a', slot: 'b","fld":"c' }
        expect(await failureCode(() => vault.open(alike, token))).toBe('ERR_VAULT_OPEN')
      }),
    )

    it(
      'opens no token with a character put in, left out or doubled, and none that is cut',
      withVault(async (vault) => {
        const token = vault.seal(place, canary)
        const broken = ['', '.', '....', `${token} `, ` ${token}`, `${token}=`, `${token}\n`, `${token}.`, canary]
        for (let at = 0; at < token.length; at += 1) {
          broken.push(token.slice(0, at) + token.slice(at + 1), token.slice(0, at))
          broken.push(`${token.slice(0, at)}A${token.slice(at)}`, `${token.slice(0, at)}.${token.slice(at)}`)
        }
        for (const text of broken) {
          if (text !== token)
            expect(String(await failureCode(() => vault.open(place, text))).slice(0, 10)).toBe('ERR_VAULT_')
        }
      }),
    )

    it(
      'gives no reason when it does not open, and does not show what it was given',
      withVault((vault) => {
        const token = vault.seal(place, canary)
        const messages = [`${token.slice(0, -1)}=`, token.slice(20), canary].map((text) => {
          try {
            return vault.open(place, text)
          } catch (error) {
            return error instanceof Error ? error.message : error
          }
        })
        expect(new Set(messages).size).toBe(1)
        expect(String(messages[0]).includes(canary)).toBe(false)
      }),
    )

    it(
      'names the key of a token, the same for all tokens of a tenant and another for each tenant',
      withVault(async (vault) => {
        const keyId = vault.keyIdOf(vault.seal(place, 'a'))
        expect(vault.keyIdOf(vault.seal({ ...place, slot: 'b' }, 'b'))).toBe(keyId)
        expect(vault.keyIdOf(vault.seal({ ...place, tenant: 'two' }, 'b')) === keyId).toBe(false)
        expect(await failureCode(() => vault.keyIdOf('no token'))).toBe('ERR_VAULT_OPEN')
      }),
    )

    it(
      'refuses text that UTF-8 cannot carry',
      withVault(async (vault) => {
        for (const text of ['\ud83e', 'a\udd9c', '\udd9c\ud83e']) {
          expect(await failureCode(() => vault.seal(place, text))).toBe('ERR_VAULT_TEXT')
        }
      }),
    )

    for (const [name, text] of Object.entries(texts)) {
      it(
        `hands out the bytes of what it sealed, and erases them afterwards: ${name}`,
        withVault((vault) => {
          let kept: Uint8Array = new Uint8Array()
          const opened = vault.openBytes(place, vault.seal(place, text), (bytes) => {
            kept = bytes
            return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
          })
          expect(opened === text).toBe(true)
          expect(kept.every((byte) => byte === 0)).toBe(true)
        }),
      )
    }

    it(
      'erases the bytes where their use fails, and takes no use that goes on later',
      withVault(async (vault) => {
        const token = vault.seal(place, canary)
        let kept: Uint8Array = new Uint8Array()
        const failing = () =>
          vault.openBytes(place, token, (bytes) => {
            kept = bytes
            throw new RangeError('no')
          })
        expect((await failureCode(failing)) instanceof RangeError).toBe(true)
        expect(kept.length > 0 && kept.every((byte) => byte === 0)).toBe(true)
        expect(await failureCode(() => vault.openBytes(place, token, async () => {}))).toBe('ERR_OPTION_INVALID')
        const elsewhere = { ...place, slot: 'other' }
        expect(await failureCode(() => vault.openBytes(elsewhere, token, () => {}))).toBe('ERR_VAULT_OPEN')
      }),
    )

    it(
      'refuses a tenant whose keys are not loaded',
      withVault(async (vault) => {
        const stranger = { ...place, tenant: 'three' }
        expect(await failureCode(() => vault.seal(stranger, 'a'))).toBe('ERR_VAULT_NOT_LOADED')
        expect(await failureCode(() => vault.open(stranger, vault.seal(place, 'a')))).toBe('ERR_VAULT_NOT_LOADED')
      }),
    )

    it('refuses everything once closed', async () => {
      const vault = await makeVault()
      await vault.load('one')
      const token = vault.seal(place, canary)
      vault.close()
      vault.close()
      expect(await failureCode(() => vault.load('one'))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.seal(place, 'a'))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.open(place, token))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.openBytes(place, token, () => {}))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.activeKeyId('one'))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.rotate('one'))).toBe('ERR_VAULT_CLOSED')
      expect(await failureCode(() => vault.rewrap())).toBe('ERR_VAULT_CLOSED')
    })
  })
  vaultKeysContract(runner, makeVault, withVault)
}
