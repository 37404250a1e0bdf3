import type { Derivation, Issue } from '@connform/core'
import { type CredentialsFile, readCredentialsFile } from './credentials-file.ts'
import { claimsOf } from './json-web-token.ts'
import { isStoreHash, storeHashIssue, WHERE_TO_FIND_IT } from './store-hash.ts'
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
  const readable = unescaped(text.slice(0, MAX_READ))
  const file = readCredentialsFile(readable)
  if (file !== undefined) return fromFile(file)
  const bare = readable
    .trim()
    .replace(/^["'`]{1,3}|["'`]{1,3}$/g, '')
    .trim()
    .toLowerCase()
  if (isStoreHash(bare)) return derivation('store-hash', { values: { storeHash: bare } })
  return fromAddress(readable) ?? fromToken(readable.trim()) ?? withoutHash(readable) ?? nothing
}

/** An OAuth context arrives as `stores%2F{hash}`, some tools escape whole addresses, and JSON may escape each slash. */
const unescaped = (text: string): string =>
  text.replace(/%3a/gi, ':').replace(/%2f/gi, '/').replaceAll('\\/', '/').replace(invisible, '')

const invisible = /[\u200b-\u200d\u2060\ufeff]/g

function fromFile(file: CredentialsFile): Derivation {
  const store = file.apiPath === undefined ? undefined : (fromAddress(file.apiPath) ?? withoutHash(file.apiPath))
  const issues =
    store === undefined
      ? [noHash('The credentials file holds no API path, so the store hash is not in it.')]
      : store.issues
  return { form: 'credentials-file', values: { ...file.values, ...store?.values }, secrets: file.secrets, issues }
}

function fromAddress(text: string): Derivation | undefined {
  let first: Derivation | undefined
  let several = false
  for (const { form, pattern } of formsWithHash) {
    for (const match of text.matchAll(pattern)) {
      const values = factsOf(match)
      several ||= first !== undefined && values['storeHash'] !== first.values['storeHash']
      first = derivation(first?.form ?? form, { values: agreed(first?.values ?? values, values) })
    }
  }
  if (!several) return first
  const issue: Issue = {
    ...storeHashIssue,
    code: 'several_store_hashes',
    message: 'This text names more than one store.',
    hint: 'Paste the address of the one store you want to connect.',
  }
  return derivation('several-stores', { issues: [issue] })
}

function factsOf({ groups: { hash = '', channel, label } = {} }: RegExpMatchArray): Record<string, string | number> {
  return {
    storeHash: hash.toLowerCase(),
    ...(channel === undefined ? {} : { channelId: Number(channel) }),
    ...(label === undefined ? {} : { subdomain: label.toLowerCase() }),
  }
}

/** What was read before, without what another address of the same store says differently: neither is a guess. */
function agreed(before: Derivation['values'], values: Derivation['values']): Derivation['values'] {
  const kept = Object.entries(before).filter(([name, value]) => (values[name] ?? value) === value)
  return Object.fromEntries(kept)
}

/** Tokens for shoppers and app callbacks name their store in a claim. */
function fromToken(text: string): Derivation | undefined {
  const claims = claimsOf(text)
  if (claims === undefined) return undefined
  const context = typeof claims['sub'] === 'string' ? /^stores\/([a-z0-9]+)$/i.exec(claims['sub'])?.[1] : undefined
  const hash = typeof claims['store_hash'] === 'string' ? claims['store_hash'] : context
  if (hash === undefined || !isStoreHash(hash)) return undefined
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
