import { Secret } from '@connform/core'
import { hashText } from '@connform/vault'
import { unguessableText } from '../unguessable-text.ts'

/** Without letters that are read as others; 32 of them, so that five bits choose one. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const PREFIX_LETTERS = 8

const forms = Object.freeze({
  api_key: /^cf_[0-9a-z]{8}_[\w-]{43}$/,
  session: /^cfs_[\w-]{43}$/,
  login_link: /^cfl_[\w-]{43}$/,
})

/** A secret that lets somebody in, with what is stored of it. */
export interface AccessSecret {
  readonly secret: Secret
  readonly hash: string
  /** Its beginning, where it is an API key; it says nothing of the rest. Empty for the others. */
  readonly prefix: string
}

export function newAccessSecret(kind: keyof typeof forms): AccessSecret {
  const prefix = kind === 'api_key' ? `cf_${randomLetters()}` : ''
  const beginning = { api_key: prefix, session: 'cfs', login_link: 'cfl' }[kind]
  const text = `${beginning}_${unguessableText()}`
  return { secret: new Secret(text), hash: hashText(text), prefix }
}

/** What a secret is found by; undefined for what is no secret of these kinds, which needs no look. */
export function accessHash(text: unknown, ...kinds: readonly (keyof typeof forms)[]): string | undefined {
  if (typeof text !== 'string' || !kinds.some((kind) => forms[kind].test(text))) return undefined
  return hashText(text)
}

function randomLetters(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(PREFIX_LETTERS))
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
}
