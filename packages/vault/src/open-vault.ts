import { type Clock, ConnformError, type DataKeyStore, type SecretPlace, type Vault } from '@connform/core'
import { cannotOpen, keySpent, keyUnknown, notLoaded, vaultClosed } from './failures.ts'
import { keyIdOf, placeHeader } from './header.ts'
import { ivSource } from './iv-source.ts'
import { hasHeader, openJwe, sealJwe } from './jwe.ts'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { type Keyring, type KeyringSource, needsReading, readKeyring } from './keyring.ts'
import { type VaultLimits, vaultLimits } from './limits.ts'
import { paddedLength, readPadded, writePadded } from './padding.ts'
import { unknownKeys } from './unknown-keys.ts'

/** Payloads up to this many bytes share one buffer, which is erased after each. */
const SHARED_BYTES = 8192

export interface VaultOptions {
  /** Wraps the data keys. */
  readonly keyEncryptionKey: KeyEncryptionKey
  /** Where wrapped data keys are kept. */
  readonly dataKeys: DataKeyStore
  /** Decides how old a key is. Default is the system's clock. */
  readonly clock?: Clock
  /** IVs drawn at once, 0 to 65,536. Default is 256; 0 draws each by itself, for hosts that snapshot running processes. */
  readonly ivPool?: number
  readonly limits?: Partial<VaultLimits>
}

/**
 * A vault: seals texts as JWE compact (RFC 7516; `alg: dir`, `enc: A256GCM`), each for one place and no other.
 *
 * ```
 * BASE64URL({"alg":"dir","enc":"A256GCM","kid":…,"tid":…,"cid":…,"fld":…}) .. iv (12 bytes) . ciphertext . tag (16 bytes)
 * ```
 *
 * `kid` follows from the data key; `tid`, `cid` and `fld` are the tenant, the connection and the slot. The payload is
 * the text in UTF-8, filled up with spaces to a multiple of 64 bytes (a text that ends in a space or a line feed gets
 * one line feed first): JSON stays JSON, and every text comes back as it was.
 *
 * Each tenant has its own data keys, wrapped by the key-encryption key. `load(tenant)` brings them into memory and is
 * the place where the store is written to: it leases seals, and makes the next key when one is 30 days old or has
 * 2^30 seals leased. It costs next to nothing when none of this is due, so call it before every piece of work. `seal`
 * is synchronous and takes from the lease; it fails with `ERR_VAULT_KEY_SPENT` only after a whole lease (2^20 seals)
 * without a `load` in between.
 *
 * `open` fails with `ERR_VAULT_OPEN` and no reason, with one exception: a token of exactly this place that names a data
 * key not in memory fails with `ERR_VAULT_KEY_UNKNOWN`, and the next `load` looks for that key in the store (another
 * process may have made it), at most once a minute per key.
 *
 * What AES-GCM cannot see: an older token put back into its own place opens.
 */
export function openVault(options: VaultOptions): Vault {
  const { keyEncryptionKey, dataKeys, clock = () => new Date() } = options
  const source: KeyringSource = { keyEncryptionKey, dataKeys, clock, limits: vaultLimits(options.limits) }
  const ivs = ivSource(options.ivPool ?? 256)
  const shared = Buffer.alloc(SHARED_BYTES)
  const keyrings = new Map<string, Keyring>()
  const loading = new Map<string, Promise<void>>()
  const unknown = unknownKeys(clock)
  let closed = false

  function keyringOf(tenant: string): Keyring {
    const keyring = keyrings.get(tenant)
    if (keyring === undefined) throw closed ? vaultClosed() : notLoaded()
    return keyring
  }

  async function read(tenant: string): Promise<void> {
    const keyring = await readKeyring(source, tenant, keyrings.get(tenant))
    if (closed) throw vaultClosed()
    keyrings.set(tenant, keyring)
    unknown.forget(tenant)
  }

  return Object.freeze({
    async load(tenant: string) {
      if (closed) throw vaultClosed()
      if (typeof tenant !== 'string') throw new ConnformError('ERR_OPTION_INVALID', 'A tenant has to be a text.')
      const keyring = keyrings.get(tenant)
      if (keyring !== undefined && !needsReading(keyring, source) && !unknown.has(tenant)) return
      const reading = loading.get(tenant) ?? read(tenant).finally(() => loading.delete(tenant))
      loading.set(tenant, reading)
      await reading
    },

    seal(place: SecretPlace, text: string) {
      const keyring = keyringOf(place.tenant)
      if (typeof text !== 'string' || !text.isWellFormed()) {
        throw new ConnformError('ERR_VAULT_TEXT', 'The text holds half of a character pair, which UTF-8 cannot carry.')
      }
      if (keyring.sealsLeft <= 0) throw keySpent()
      const { key, headerFor } = keyring.active
      const header = headerFor(place)
      keyring.sealsLeft -= 1
      // UTF-8 takes at most three bytes for each unit of a JavaScript text; 64 are for the padding.
      const buffer = text.length * 3 + 64 <= SHARED_BYTES ? shared : Buffer.allocUnsafeSlow(paddedLength(text))
      const length = writePadded(text, buffer)
      const payload = buffer.subarray(0, length)
      try {
        return sealJwe(header, key, { iv: ivs.next(), payload })
      } finally {
        payload.fill(0)
      }
    },

    open(place: SecretPlace, token: string) {
      const keyring = keyringOf(place.tenant)
      if (typeof token !== 'string') throw cannotOpen()
      let dataKey = keyring.active
      let header = dataKey.headerFor(place)
      if (!hasHeader(token, header)) {
        const keyId = keyIdOf(token)
        const named = keyring.keys.get(keyId)
        header = named === undefined ? placeHeader(keyId, place) : named.headerFor(place)
        if (!hasHeader(token, header)) throw cannotOpen()
        if (named === undefined) {
          unknown.add(place.tenant, keyId)
          throw keyUnknown()
        }
        dataKey = named
      }
      const payload = openJwe(header, dataKey.key, token)
      if (payload === undefined) throw cannotOpen()
      const text = readPadded(payload)
      payload.fill(0)
      return text
    },

    keyIdOf,

    close() {
      closed = true
      keyrings.clear()
      ivs.erase()
      shared.fill(0)
    },
  })
}
