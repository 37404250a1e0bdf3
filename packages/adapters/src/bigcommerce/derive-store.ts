import type { Derivation, Issue } from '@connform/core'
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts'
import { claimsOf } from './json-web-token.ts'
import { HASH, storeHashIssue, WHERE_TO_FIND_IT } from './store-hash.ts'
import { formsWithHash, formsWithoutHash } from './url-forms.ts'

/** Longer texts are read up to here: a credentials file has a few hundred characters. */
const MAX_READ = 64 * 1024

/**
 * Reads the store hash, and what else stands there, out of any text: a hash, an API path with or without host, an
 * address of the control panel, a storefront, a channel or the asset servers, an OAuth context, a token that names
 * its store, the downloaded credentials file, or a sentence with one of them inside. Where the text holds no hash,
 * or several, an issue says so; a hash is never guessed.
 */
export function deriveStore(text: string): Derivation {
  // An OAuth context arrives as `stores%2F{hash}`, and some tools escape whole addresses.
  const readable = text.slice(0, MAX_READ).replace(/%3a/gi, ':').replace(/%2f/gi, '/').replace(invisible, '')
  const file = readCredentialsFile(readable)
  if (file !== undefined) return fromFile(file)
  const bare = readable
    .trim()
    .replace(/^["'`]+|["'`]+$/g, '')
    .trim()
    .toLowerCase()
  if (new RegExp(`^${HASH}$`).test(bare)) return derivation('store-hash', { values: { storeHash: bare } })
  return fromAddress(readable) ?? fromToken(readable.trim()) ?? withoutHash(readable) ?? nothing
}

const invisible = /[\u200b-\u200d\u2060\ufeff]/g

function fromFile(file: CredentialsFile): Derivation {
  const store = file.apiPath === undefined ? undefined : (fromAddress(file.apiPath) ?? withoutHash(file.apiPath))
  const issues =
    store === undefined
      ? [noHash('The credentials file names no API path, so the store hash is not in it.')]
      : store.issues
  return { form: 'credentials-file', values: { ...file.values, ...store?.values }, secrets: file.secrets, issues }
}

function fromAddress(text: string): Derivation | undefined {
  const hashes = new Set<string>()
  let first: Derivation | undefined
  for (const { form, pattern } of formsWithHash) {
    for (const match of text.matchAll(pattern)) {
      const { hash = '', channel, label } = match.groups ?? {}
      const values = {
        storeHash: hash.toLowerCase(),
        ...(channel === undefined ? {} : { channelId: Number(channel) }),
        ...(label === undefined ? {} : { subdomain: label.toLowerCase() }),
      }
      hashes.add(values.storeHash)
      first ??= derivation(form, { values })
    }
  }
  if (hashes.size < 2) return first
  const issue: Issue = {
    ...storeHashIssue,
    code: 'several_store_hashes',
    message: 'This text names more than one store.',
    hint: 'Paste the address of the one store you want to connect.',
  }
  return derivation('several-stores', { issues: [issue] })
}

/** Tokens for shoppers and app callbacks name their store in a claim. */
function fromToken(text: string): Derivation | undefined {
  const claims = claimsOf(text)
  if (claims === undefined) return undefined
  const context = typeof claims['sub'] === 'string' ? /^stores\/([a-z0-9]+)$/i.exec(claims['sub'])?.[1] : undefined
  const hash = typeof claims['store_hash'] === 'string' ? claims['store_hash'] : context
  if (hash === undefined || !new RegExp(`^${HASH}$`, 'i').test(hash)) return undefined
  return derivation('json-web-token', { values: { storeHash: hash.toLowerCase() } })
}

function withoutHash(text: string): Derivation | undefined {
  for (const { form, pattern, message } of formsWithoutHash) {
    const match = pattern.exec(text)
    if (match === null) continue
    const facts = Object.entries(match.groups ?? {}).map(([name, value]) => [name, value.toLowerCase()])
    return derivation(form, { values: Object.fromEntries(facts), issues: [noHash(message)] })
  }
  return undefined
}

const noHash = (message: string): Issue => ({
  ...storeHashIssue,
  code: 'store_hash_not_in_text',
  message,
  hint: WHERE_TO_FIND_IT,
})

interface Parts {
  readonly values?: Derivation['values']
  readonly issues?: Derivation['issues']
}

const derivation = (form: string, { values = {}, issues = [] }: Parts): Derivation => ({
  form,
  values,
  secrets: {},
  issues,
})

const nothing: Derivation = Object.freeze(
  derivation('none', {
    issues: [
      Object.freeze({
        ...storeHashIssue,
        code: 'not_recognised',
        message: 'No store hash and no BigCommerce address was found in this text.',
        hint: WHERE_TO_FIND_IT,
      }),
    ],
  }),
)
