import { HASH, HASH_END, HOST_END, HOST_START } from './store-hash.ts'

/** A way in which a store hash stands in a text. */
export interface UrlForm {
  readonly form: string
  /** Named groups: `hash`, and where the form has them `channel` and `label` (the host's first label). */
  readonly pattern: RegExp
}

const CHANNEL = '(?<channel>[1-9]\\d{0,9})'
const MYBIGCOMMERCE = `\\.mybigcommerce\\.com${HOST_END}`

const form = (name: string, pattern: string): UrlForm =>
  Object.freeze({ form: name, pattern: new RegExp(pattern, 'gi') })

/**
 * Every documented form that holds the hash, most telling first. Two hosts say it in the path, one in the host's
 * first label, the asset servers behind `s-`. In a sentence, `stores/…` alone is a hash only where a digit follows:
 * "in our stores/outlets" names none.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts
 * https://developer.bigcommerce.com/docs/storefront/graphql
 */
export const formsWithHash: readonly UrlForm[] = Object.freeze([
  form(
    'api-path',
    `${HOST_START}(?:api|payments)\\.bigcommerce\\.com(?::\\d{1,5})?/+stores/+(?:store-)?(?<hash>${HASH})${HASH_END}`,
  ),
  form('channel-host', `${HOST_START}(?<label>store-(?<hash>${HASH})-${CHANNEL})${MYBIGCOMMERCE}`),
  form(
    'control-panel',
    `${HOST_START}(?<label>store-(?<hash>${HASH}))${MYBIGCOMMERCE}(?:(?::\\d{1,5})?/manage/channel/${CHANNEL}(?!\\w))?`,
  ),
  form('asset-url', `${HOST_START}cdn\\d{0,4}\\.bigcommerce\\.com(?::\\d{1,5})?/+s-(?<hash>${HASH})${HASH_END}`),
  form('store-hash-header', `(?<![\\w-])x-store-hash["']?\\s{0,8}[:=]\\s{0,8}["']?(?<hash>${HASH})${HASH_END}`),
  form(
    'store-context',
    `(?:(?<=^\\s{0,8}|["'=])|(?<=[\\s(,:])(?=/?stores/\\S{0,40}\\d))/?stores/+(?:store-)?(?<hash>${HASH})${HASH_END}`,
  ),
  form('channel-label', `^\\s*["']?store-(?<hash>${HASH})-${CHANNEL}["']?\\s*$`),
  form('store-label', `^\\s*["']?store-(?<hash>${HASH})["']?\\s*$`),
])

/** A BigCommerce address, or any other, in which no hash stands. */
export interface HashlessForm {
  readonly form: string
  /** Named groups become facts. */
  readonly pattern: RegExp
  readonly message: string
}

const hashless = (name: string, pattern: string, message: string): HashlessForm =>
  Object.freeze({ form: name, pattern: new RegExp(pattern, 'i'), message })

/** Forms that hold no hash: it cannot be computed from them, so they say where to look. */
export const formsWithoutHash: readonly HashlessForm[] = Object.freeze([
  hashless(
    'app-install-link',
    `${HOST_START}login\\.bigcommerce\\.com/app/(?<clientId>[a-z0-9]{8,64})(?![a-z0-9])`,
    'This link installs an app; it names the app, not a store.',
  ),
  hashless(
    'login-page',
    `${HOST_START}(?:login|accounts)\\.bigcommerce\\.com${HOST_END}`,
    'This is a sign-in address; it is the same for every store and holds no store hash.',
  ),
  hashless(
    'storefront-subdomain',
    `${HOST_START}(?<subdomain>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)${MYBIGCOMMERCE}`,
    'This is the address of a storefront. Its subdomain is a chosen name, not the store hash.',
  ),
  hashless('storefront-url', `(?<![\\w.-])https?://[^\\s/"'<>]{1,255}`, 'This address holds no store hash.'),
])
