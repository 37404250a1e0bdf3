import { createHash, randomBytes } from 'node:crypto'
import { type AwsKmsKeyOptions, awsKmsKey } from '@connform/vault/kms/aws'
import { decryptWith, encryptWith } from './aead.ts'
import { type RecordedRequest, type StandIn, standIn } from './servers.ts'

export const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
export const otherArn = 'arn:aws:kms:eu-central-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321'

export interface KmsServer extends StandIn {
  /** Decides about a request before it is carried out: the name of an error, silence, or undefined to go on. */
  refuse: (request: RecordedRequest) => { status: number; name: string } | 'silence' | undefined
  key(options?: Partial<AwsKmsKeyOptions>): ReturnType<typeof awsKmsKey>
}

/**
 * Encrypt and Decrypt of AWS KMS in its JSON protocol, asked by the real client of AWS.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
 */
export async function kmsServer(): Promise<KmsServer> {
  const materials: Record<string, Buffer> = { [keyArn]: randomBytes(32), [otherArn]: randomBytes(32) }
  const mark = (arn: string) => createHash('sha256').update(arn).digest().subarray(0, 16)

  /** The blob names its key, as those of KMS do. */
  const operations: Record<string, (asked: Asked) => object> = {
    Encrypt: ({ KeyId, Plaintext = '', EncryptionContext }) => {
      const sealed = encryptWith(materials[KeyId]!, Buffer.from(Plaintext, 'base64'), sorted(EncryptionContext))
      return { KeyId, CiphertextBlob: Buffer.concat([mark(KeyId), sealed]).toString('base64') }
    },
    Decrypt: ({ KeyId, CiphertextBlob = '', EncryptionContext }) => {
      const blob = Buffer.from(CiphertextBlob, 'base64')
      const made = Object.keys(materials).find((arn) => blob.subarray(0, 16).equals(mark(arn)))
      if (made === undefined) throw new Error('InvalidCiphertextException')
      if (made !== KeyId) throw new Error('IncorrectKeyException')
      try {
        const plaintext = decryptWith(materials[KeyId]!, blob.subarray(16), sorted(EncryptionContext))
        return { KeyId, Plaintext: plaintext.toString('base64') }
      } catch {
        throw new Error('InvalidCiphertextException')
      }
    },
  }

  const refusal = (status: number, name: string) => ({
    status,
    // The real service repeats what it was asked; none of it may come out at our end.
    body: { __type: name, message: `${name} from the service` },
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  })
  const server: StandIn = await standIn((request) => {
    const refused = kms.refuse(request)
    if (refused === 'silence') return 'silence'
    if (refused !== undefined) return refusal(refused.status, refused.name)
    const operation = String(request.headers['x-amz-target']).replace('TrentService.', '')
    const asked = JSON.parse(request.body) as Asked
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
      return refusal(400, 'MissingAuthenticationTokenException')
    }
    if (materials[asked.KeyId] === undefined) return refusal(400, 'NotFoundException')
    try {
      return { status: 200, body: operations[operation]!(asked) }
    } catch (error) {
      return refusal(400, (error as Error).message)
    }
  })
  const kms: KmsServer = {
    ...server,
    refuse: () => undefined,
    key: (options = {}) =>
      awsKmsKey({
        keyId: keyArn,
        ...options,
        clientOptions: {
          endpoint: server.url,
          credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret-access-key' },
          ...options.clientOptions,
        },
      }),
  }
  return kms
}

interface Asked {
  readonly KeyId: string
  readonly Plaintext?: string
  readonly CiphertextBlob?: string
  readonly EncryptionContext?: Record<string, string>
}

const sorted = (context: Record<string, string> = {}) => JSON.stringify(Object.entries(context).sort())
