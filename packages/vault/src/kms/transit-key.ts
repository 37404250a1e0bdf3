import { ConnformError, type HttpAnswer, type HttpClient, type Secret } from '@connform/core'
import { decodeBase64 } from '../base64.ts'
import { cannotOpen } from '../failures.ts'
import type { DataKeyContext, KeyEncryptionKey } from '../key-encryption-key.ts'
import { keyServiceFailure, wrappedByAnotherKey } from './service-failures.ts'
import { readTransitAnswer, transitTransportFailure } from './transit-answer.ts'
import { readTransitPlace, type TransitPlace } from './transit-place.ts'
import { readTimeout, within } from './within.ts'

const KEY_BYTES = 32
/** The engine's own prefix with the version of its key; the base64 behind it is compared with its canonical spelling. */
const ciphertextForm = /^vault:v[1-9]\d{0,8}:([\w+/]+={0,2})$/

/**
 * Requests are made as PUT, which the engine takes for POST and the HTTP client may repeat. 412 is a replica that is
 * behind, 503 a node that is sealed or about to hand over. https://developer.hashicorp.com/vault/api-docs#http-status-codes
 */
const retry = {
  statuses: [412, 429, 500, 502, 503, 504],
  limit: 2,
  waitHeaders: [{ name: 'retry-after', unit: 'seconds' }],
} as const

export interface TransitKeyOptions extends TransitPlace {
  /** The door to the network, such as `createTransport(…).request`; a private address needs a host override there. */
  readonly http: HttpClient
  /** Sent as `X-Vault-Token`. A function is asked before every request, so that it can give a renewed one. */
  readonly token: Secret | (() => Secret | Promise<Secret>)
  /**
   * The key was made with `derived=true`, and takes the context as its `context`. Default is false: the context is sent
   * as `associated_data`.
   */
  readonly derived?: boolean
  /** For one wrap or unwrap, retries and the token included. Default is 10,000. */
  readonly timeoutMs?: number
  /**
   * What data keys are marked with as wrapped by this key. Default is made of the address, the namespace, the mount and
   * the key's name; give the former one where the same key has moved to another address.
   */
  readonly id?: string
}

/**
 * A key-encryption key that never leaves the Transit engine of HashiCorp Vault (1.13 or later) or OpenBao. Data keys are
 * drawn here, sent there to be encrypted and decrypted, and bound to `{"purpose":"connform data key","tenant":…,"keyId":…}`.
 * The key has to be of an AEAD type (`aes256-gcm96`, the default, or `chacha20-poly1305`). A token needs `update` on
 * `MOUNT/encrypt/NAME` and `MOUNT/decrypt/NAME`, and should not have `create`, which makes a missing key up.
 *
 * A rotation of the key inside the engine needs nothing here: what an older version encrypted opens until
 * `min_decryption_version` is raised above it. Before that is done, wrap the data keys anew: by the same key under a new
 * `id`, with the key under its former id among the previous ones. (The engine's own rewrap takes no associated data.)
 *
 * Rejects with `ERR_VAULT_KEY_SERVICE` where the engine is away, slow, sealed, or refuses; with `ERR_VAULT_KEY_UNKNOWN`
 * for a text that is not the engine's; with `ERR_VAULT_OPEN` where the text or its context is not what was wrapped.
 *
 * https://openbao.org/api-docs/secret/transit/
 *
 * @throws ConnformError `ERR_OPTION_INVALID`
 */
export function transitKey(options: TransitKeyOptions): KeyEncryptionKey {
  const place = readTransitPlace(options)
  const timeoutMs = readTimeout(options.timeoutMs)
  const contextMember = options.derived === true ? 'context' : 'associated_data'

  const ask = (operation: 'encrypt' | 'decrypt', member: Record<string, string>, context: DataKeyContext) =>
    within(timeoutMs, 'The Transit engine', async (signal) => {
      const request = {
        method: 'PUT',
        url: place.urlOf(operation),
        headers: { ...place.headers, 'x-vault-token': await tokenOf(options.token) },
        body: JSON.stringify({ ...member, [contextMember]: contextText(context) }),
      }
      const limits = { allowedHosts: [place.host], timeoutMs, maxWaitMs: timeoutMs, retry, signal }
      return readTransitAnswer(await answerTo(() => options.http(request, limits)), operation, place)
    })

  return Object.freeze({
    id: options.id ?? place.id,
    async wrap(dataKey: Uint8Array, context: DataKeyContext) {
      const ciphertext = await ask('encrypt', { plaintext: Buffer.from(dataKey).toString('base64') }, context)
      if (!isCiphertext(ciphertext)) {
        throw keyServiceFailure(
          'The Transit engine answered with something else than a ciphertext.',
          'See whether the address leads to HashiCorp Vault or OpenBao.',
        )
      }
      return ciphertext
    },
    async unwrap(wrapped: string, context: DataKeyContext) {
      if (!wrapped.startsWith('vault:')) throw wrappedByAnotherKey()
      if (!isCiphertext(wrapped)) throw cannotOpen()
      const dataKey = decodeBase64(await ask('decrypt', { ciphertext: wrapped }, context))
      if (dataKey?.byteLength === KEY_BYTES) return dataKey
      dataKey?.fill(0)
      throw cannotOpen()
    },
  })
}

function isCiphertext(text: string): boolean {
  const encoded = ciphertextForm.exec(text)?.[1]
  return encoded !== undefined && decodeBase64(encoded) !== undefined
}

/** The context as the engine takes it: base64 of JSON, its members always in this order. */
function contextText({ tenant, keyId }: DataKeyContext): string {
  return Buffer.from(JSON.stringify({ purpose: 'connform data key', tenant, keyId }), 'utf8').toString('base64')
}

async function answerTo(send: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await send()
  } catch (error) {
    throw transitTransportFailure(error)
  }
}

async function tokenOf(token: TransitKeyOptions['token']): Promise<string> {
  try {
    return (typeof token === 'function' ? await token() : token).reveal()
  } catch (error) {
    if (error instanceof ConnformError) throw error
    throw keyServiceFailure(
      'There is no token for the Transit engine: the function that gives it failed.',
      'See why where the function is written; its error is not shown, because it may hold the token.',
    )
  }
}
