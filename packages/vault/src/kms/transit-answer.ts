import { ConnformError, type HttpAnswer } from '@connform/core'
import { cannotOpen } from '../failures.ts'
import { keyServiceFailure } from './service-failures.ts'
import type { TransitTarget } from './transit-place.ts'

/** What an answer means, in words that name the key, and what to do. */
interface Reason {
  readonly message: (keyName: string) => string
  readonly hint: string
}

const members = { encrypt: 'ciphertext', decrypt: 'plaintext' } as const

/** Said with status 400 about the key, not about what it was given. From keysutil/policy.go and path_decrypt.go of OpenBao. */
const refusals: readonly { readonly said: RegExp; readonly reason: Reason }[] = [
  {
    said: /encryption key not found/,
    reason: {
      message: (keyName) => `The Transit engine has no key ${keyName}.`,
      hint: 'Make it as type aes256-gcm96, or give the name, the mount and the namespace of the right one.',
    },
  },
  {
    said: /non-AEAD|not supported for key type/,
    reason: {
      message: (keyName) => `The Transit key ${keyName} is of a type that cannot hold a context.`,
      hint: 'Use a key of type aes256-gcm96 or chacha20-poly1305.',
    },
  },
  {
    said: /missing 'context' for key derivation/,
    reason: {
      message: (keyName) => `The Transit key ${keyName} is a derived one.`,
      hint: 'Set derived to true.',
    },
  },
  {
    said: /disallowed by policy \(too old\)/,
    reason: {
      message: (keyName) =>
        `The version of the Transit key ${keyName} that wrapped this data key may no longer decrypt.`,
      hint: 'Lower min_decryption_version of the key, wrap the data keys anew, and raise it again.',
    },
  },
  {
    said: /version is too new/,
    reason: {
      message: (keyName) => `The Transit key ${keyName} lacks the version that wrapped this data key.`,
      hint: 'It may have been restored from an older backup, or be another key of that name: bring the right one back.',
    },
  },
]

/** Said with status 400 where a text, or its context, is not what the key encrypted. */
const doesNotOpen = /^(?:invalid ciphertext|cipher: message authentication failed|illegal base64)/

const statuses: Readonly<Record<number, Reason>> = {
  403: {
    message: (keyName) => `The token may not use the Transit key ${keyName}, or has expired.`,
    hint: 'Renew it, or allow it update on the encrypt and decrypt paths of the key.',
  },
  404: {
    message: () => 'There is no Transit engine at this mount.',
    hint: 'See whether the address, the mount and the namespace are the right ones.',
  },
  429: {
    message: () => 'The Transit engine is asked too often.',
    hint: 'Try again in a while, or raise its rate limit.',
  },
  503: {
    message: () => 'The server of the Transit engine is sealed or under maintenance.',
    hint: 'Unseal it, or try again in a while.',
  },
}
const redirected: Reason = {
  message: () => 'The server of the Transit engine sends its callers elsewhere, where the token is not sent.',
  hint: 'Give the address of the active node, or of a load balancer that forwards to it.',
}

/** The text an answer is about. Fails with words of ours: what the server says may repeat what it was sent. */
export function readTransitAnswer(
  { status, body }: HttpAnswer,
  operation: 'encrypt' | 'decrypt',
  { keyName }: TransitTarget,
): string {
  const answer = readJson(body)
  const text = answer?.data?.[members[operation]]
  if (status === 200 && typeof text === 'string') return text
  const said = (Array.isArray(answer?.errors) ? answer.errors : []).filter((error) => typeof error === 'string')
  if (status === 400 && operation === 'decrypt') {
    const isRefusal = refusals.some((refusal) => said.some((error) => refusal.said.test(error)))
    if (!isRefusal && said.some((error) => doesNotOpen.test(error))) throw cannotOpen()
  }
  const { message, hint } = reasonOf(status, said)
  throw keyServiceFailure(message(keyName), hint)
}

/** A failure of the HTTP client in our words; its own are kept where they are ours already. */
export function transitTransportFailure(error: unknown): ConnformError {
  if (error instanceof ConnformError && error.code !== 'ERR_TRANSPORT') return error
  const [message, hint] =
    error instanceof ConnformError
      ? [`The Transit engine gave no answer: ${error.message}`, error.hint]
      : ['The Transit engine gave no answer.', undefined]
  return keyServiceFailure(message, hint ?? 'Try again; if it stays, see whether the server and the network are well.')
}

function reasonOf(status: number, said: readonly string[]): Reason {
  const refusal = status === 400 && refusals.find((one) => said.some((error) => one.said.test(error)))
  if (refusal) return refusal.reason
  if (status >= 300 && status < 400) return redirected
  return (
    statuses[status] ?? {
      message: () => `The Transit engine answered with status ${status} and nothing that can be used.`,
      hint: 'See what its server logged; a proxy in between may have answered instead.',
    }
  )
}

function readJson(body: string): { data?: Record<string, unknown>; errors?: unknown } | undefined {
  try {
    return JSON.parse(body) ?? undefined
  } catch {
    return undefined
  }
}
