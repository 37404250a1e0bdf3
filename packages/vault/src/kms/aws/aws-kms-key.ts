import { DecryptCommand, EncryptCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms'
import { ConnformError } from '@connform/core'
import { decodeBase64 } from '../../base64.ts'
import { cannotOpen } from '../../failures.ts'
import type { DataKeyContext, KeyEncryptionKey } from '../../key-encryption-key.ts'
import { wrappedByAnotherKey } from '../service-failures.ts'
import { readTimeout, within } from '../within.ts'
import { kmsFailure } from './kms-failure.ts'

const KEY_BYTES = 32
/** What KMS takes in a Decrypt request. */
const MAX_BLOB_BYTES = 6144
const PREFIX = 'aws-kms:'

export interface AwsKmsKeyOptions {
  /**
   * A symmetric key for encryption and decryption: its ARN, its id, or an alias (`alias/…`). Prefer the ARN: an alias
   * that is pointed at another key no longer opens what the first one wrapped.
   */
  readonly keyId: string
  /** A client of yours, with its own region, credentials and number of attempts. */
  readonly client?: Pick<KMSClient, 'send'>
  /**
   * For the client that is made where none is given. The region is taken from an ARN, and what is missing is looked for
   * by the AWS SDK, in the environment and its own files. At most three attempts are made.
   */
  readonly clientOptions?: KMSClientConfig
  /** For one wrap or unwrap, all attempts and the search for credentials included. Default is 10,000. */
  readonly timeoutMs?: number
}

/**
 * A key-encryption key that never leaves AWS KMS. Data keys are drawn here and sent there to be wrapped
 * (`kms:Encrypt`) and unwrapped (`kms:Decrypt`), bound to the encryption context
 * `{ purpose: 'connform data key', tenant, keyId }`, which key policies may demand and CloudTrail shows in clear.
 * Rotation of the key's material inside KMS needs nothing here.
 *
 * Rejects with `ERR_VAULT_KEY_SERVICE` where KMS is away, slow, or refuses; with `ERR_VAULT_KEY_UNKNOWN` where another
 * key wrapped the text; with `ERR_VAULT_OPEN` where the text or its context is not what was wrapped.
 *
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html
 *
 * @throws ConnformError `ERR_OPTION_INVALID`
 */
export function awsKmsKey(options: AwsKmsKeyOptions): KeyEncryptionKey {
  const { keyId } = options
  if (typeof keyId !== 'string' || keyId === '') {
    throw new ConnformError('ERR_OPTION_INVALID', 'keyId has to be the ARN, the id or an alias of a KMS key.')
  }
  const timeoutMs = readTimeout(options.timeoutMs)
  const client = options.client ?? createClient(keyId, options.clientOptions)

  const ask = <T>(send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> =>
    within(timeoutMs, 'AWS KMS', async (signal) => {
      try {
        return await send(signal)
      } catch (error) {
        throw kmsFailure(error, keyId)
      }
    })

  return Object.freeze({
    id: `${PREFIX}${keyId}`,
    async wrap(dataKey: Uint8Array, context: DataKeyContext) {
      const command = new EncryptCommand({
        KeyId: keyId,
        Plaintext: dataKey,
        EncryptionContext: encryptionContext(context),
      })
      const { CiphertextBlob } = await ask((abortSignal) => client.send(command, { abortSignal }))
      if (CiphertextBlob === undefined) throw kmsFailure(undefined, keyId)
      return PREFIX + Buffer.from(CiphertextBlob).toString('base64')
    },
    async unwrap(wrapped: string, context: DataKeyContext) {
      // The key is the configured one, never one that the row names: who can write to the table could otherwise have
      // data keys unwrapped by a key of their own.
      const command = new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: blobOf(wrapped),
        EncryptionContext: encryptionContext(context),
      })
      const { Plaintext } = await ask((abortSignal) => client.send(command, { abortSignal }))
      if (Plaintext?.byteLength === KEY_BYTES) return Plaintext
      Plaintext?.fill(0)
      throw cannotOpen()
    },
  })
}

function createClient(keyId: string, options: KMSClientConfig = {}): KMSClient {
  const region = /^arn:[\w-]+:kms:([\w-]+):/.exec(keyId)?.[1]
  return new KMSClient({ maxAttempts: 3, ...(region !== undefined && { region }), ...options })
}

function encryptionContext({ tenant, keyId }: DataKeyContext): Record<string, string> {
  return { purpose: 'connform data key', tenant, keyId }
}

function blobOf(wrapped: string): Uint8Array {
  if (!wrapped.startsWith(PREFIX)) throw wrappedByAnotherKey()
  const blob = decodeBase64(wrapped.slice(PREFIX.length))
  if (blob === undefined || blob.byteLength === 0 || blob.byteLength > MAX_BLOB_BYTES) throw cannotOpen()
  return blob
}
