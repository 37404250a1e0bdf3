import { ConnformError, type RewrapOptions, type SecretPlace, type Vault } from '@connform/core'
import { again, cannotOpen, keySpent, keyUnknown } from './failures.ts'
import { keyIdOf, placeHeader } from './header.ts'
import { ivSource } from './iv-source.ts'
import { hasHeader, openJwe, sealJwe } from './jwe.ts'
import { keyrings } from './keyrings.ts'
import { paddedLength, textLength, writePadded } from './padding.ts'
import { rewrapDataKeys } from './rewrap-data-keys.ts'
import { readVaultOptions, type VaultOptions } from './vault-options.ts'

/** Payloads up to this many bytes share one buffer, which is erased after each. */
const SHARED_BYTES = 8192

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
 * 2^30 seals leased. It costs next to nothing when none of this is due, so call it before every piece of work. Once a
 * minute it reads which keys there are, so that a key another process made seals here as well, and one that was
 * destroyed is forgotten. `seal` is synchronous and takes from the lease; it fails with `ERR_VAULT_KEY_SPENT` only
 * after a whole lease (2^20 seals) without a `load` in between.
 *
 * While a key management service is away, keys in memory seal and open as before. Where they have yet to be unwrapped,
 * `load` fails with `ERR_VAULT_KEY_SERVICE`; for a while, longer each time, it then fails without asking again. The
 * same goes for an active key that does not unwrap at all: no other is made in its place. An older key that does not
 * unwrap fails what was sealed with it, and nothing else.
 *
 * `open` fails with `ERR_VAULT_OPEN` and no reason, with one exception: a token of exactly this place that names a data
 * key not in memory fails with `ERR_VAULT_KEY_UNKNOWN`, or with what unwrapping that key failed with, and the next
 * `load` looks for it in the store (another process may have made it), at most once a minute per key.
 *
 * What AES-GCM cannot see: an older token put back into its own place opens.
 */
export function openVault(options: VaultOptions): Vault {
  const { source, maxTenants } = readVaultOptions(options)
  const rings = keyrings(source, maxTenants)
  const ivs = ivSource(options.ivPool ?? 256)
  const shared = Buffer.alloc(SHARED_BYTES)

  /** The payload, for the caller to erase. */
  function openPayload(place: SecretPlace, token: string): Buffer {
    const keyring = rings.get(place.tenant)
    if (typeof token !== 'string') throw cannotOpen()
    let dataKey = keyring.active
    let header = dataKey.headerFor(place)
    if (!hasHeader(token, header)) {
      const keyId = keyIdOf(token)
      const named = keyring.keys.get(keyId)
      header = named === undefined ? placeHeader(keyId, place) : named.headerFor(place)
      if (!hasHeader(token, header)) throw cannotOpen()
      if (named === undefined) {
        rings.miss(place.tenant, keyId)
        const failure = keyring.unreadable.get(keyId)
        throw failure === undefined ? keyUnknown() : again(failure)
      }
      dataKey = named
    }
    const payload = openJwe(header, dataKey.key, token)
    if (payload === undefined) throw cannotOpen()
    return payload
  }

  return Object.freeze({
    load: rings.load,

    seal(place: SecretPlace, text: string) {
      const { active, lease } = rings.get(place.tenant)
      if (typeof text !== 'string' || !text.isWellFormed()) {
        throw new ConnformError('ERR_VAULT_TEXT', 'The text holds half of a character pair, which UTF-8 cannot carry.')
      }
      if (lease.sealsLeft <= 0) throw keySpent()
      const header = active.headerFor(place)
      lease.sealsLeft -= 1
      // UTF-8 takes at most three bytes for each unit of a JavaScript text; 64 are for the padding.
      const buffer = text.length * 3 + 64 <= SHARED_BYTES ? shared : Buffer.allocUnsafeSlow(paddedLength(text))
      const length = writePadded(text, buffer)
      const payload = buffer.subarray(0, length)
      try {
        return sealJwe(header, active.key, { iv: ivs.next(), payload })
      } finally {
        payload.fill(0)
      }
    },

    open(place: SecretPlace, token: string) {
      const payload = openPayload(place, token)
      const text = payload.toString('utf8', 0, textLength(payload))
      payload.fill(0)
      return text
    },

    openBytes<T>(place: SecretPlace, token: string, use: (bytes: Uint8Array) => T): T {
      const payload = openPayload(place, token)
      try {
        const result = use(payload.subarray(0, textLength(payload)))
        if (result instanceof Promise) throw usedLater()
        return result
      } finally {
        payload.fill(0)
      }
    },

    keyIdOf,
    activeKeyId: (tenant: string) => rings.get(tenant).active.id,
    rotate: rings.rotate,
    rewrap: (rewrapOptions?: RewrapOptions) => rewrapDataKeys(source, rings.checkOpen, rewrapOptions),
    forget: rings.forget,

    close() {
      rings.close()
      ivs.erase()
      shared.fill(0)
    },
  })
}

function usedLater(): ConnformError {
  return new ConnformError(
    'ERR_OPTION_INVALID',
    'What uses the bytes of a secret has to be synchronous: they are erased when it returns.',
  )
}
