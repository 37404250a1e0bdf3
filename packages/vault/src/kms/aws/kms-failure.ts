import type { ConnformError } from '@connform/core'
import { cannotOpen } from '../../failures.ts'
import { keyServiceFailure, wrappedByAnotherKey } from '../service-failures.ts'

/** What went wrong, in words that name the key, and what to do. */
interface Reason {
  readonly message: (keyId: string) => string
  readonly hint: string
}

const denied: Reason = {
  message: (keyId) => `AWS KMS does not let these credentials use the key ${keyId}.`,
  hint: 'Allow them kms:Encrypt and kms:Decrypt, in the policy of the key or of the role.',
}
const unauthenticated: Reason = {
  message: () => 'AWS KMS does not know who asks: the AWS credentials are missing, wrong or expired.',
  hint: 'Give valid credentials to the client, or to the environment it takes them from.',
}
const unusable: Reason = {
  message: (keyId) => `The KMS key ${keyId} cannot be used: it is disabled, or waits for its deletion or its material.`,
  hint: 'Enable it, or cancel its deletion, before it is gone: without it no data key can be unwrapped.',
}
const notFound: Reason = {
  message: (keyId) => `AWS KMS knows no key ${keyId}.`,
  hint: 'See whether the key and the region are the right ones.',
}
const unfit: Reason = {
  message: (keyId) => `The KMS key ${keyId} is not for encryption.`,
  hint: 'Use a symmetric key with the usage ENCRYPT_DECRYPT.',
}
const throttled: Reason = {
  message: () => 'AWS KMS is asked too often.',
  hint: 'Try again in a while; if it stays, ask AWS for a higher quota of requests.',
}
const away: Reason = {
  message: () => 'AWS KMS could not be reached, or failed by itself.',
  hint: 'Try again; if it stays, see whether the region, the endpoint and the network are right.',
}

/**
 * Name of an error of KMS, of its gateway or of the SDK's search for credentials → what it means; anything else means
 * that the service is away. https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const reasons: Readonly<Record<string, Reason>> = {
  AccessDeniedException: denied,
  CredentialsProviderError: unauthenticated,
  TokenProviderError: unauthenticated,
  ExpiredTokenException: unauthenticated,
  IncompleteSignature: unauthenticated,
  InvalidClientTokenId: unauthenticated,
  InvalidSignatureException: unauthenticated,
  MissingAuthenticationTokenException: unauthenticated,
  RequestExpired: unauthenticated,
  UnrecognizedClientException: unauthenticated,
  DisabledException: unusable,
  KMSInvalidStateException: unusable,
  InvalidArnException: notFound,
  NotFoundException: notFound,
  ValidationException: notFound,
  InvalidKeyUsageException: unfit,
  LimitExceededException: throttled,
  RequestLimitExceeded: throttled,
  ThrottlingException: throttled,
  TooManyRequestsException: throttled,
}

/**
 * An error of the AWS client in our words. It is not attached: it carries the request, and with it the data key.
 */
export function kmsFailure(error: unknown, keyId: string): ConnformError {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidCiphertextException') return cannotOpen()
  if (name === 'IncorrectKeyException') return wrappedByAnotherKey()
  const { message, hint } = (Object.hasOwn(reasons, name) && reasons[name]) || away
  return keyServiceFailure(message(keyId), hint)
}
