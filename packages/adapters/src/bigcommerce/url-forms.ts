import { HASH, HASH_END } from './store-hash.ts'

/** A way in which a store hash stands in a text. */
export interface UrlForm {
  readonly form: string
  /** Named groups: `hash`, and where the form has them `channel` and `label` (the host's first label). */
  readonly pattern: RegExp
}

const form = (name: string, pattern: string): UrlForm =>
  Object.freeze({ form: name, pattern: new RegExp(pattern, 'gi') })

/**
 * Every documented form that holds the hash, most telling first. Two hosts say it in the path, one in the host's
 * first label, the asset servers behind `s-`.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts
 * https://developer.bigcommerce.com/docs/storefront/graphql
 */
export const formsWithHash: readonly UrlForm[] = Object.freeze([
  form(
    'api-path',
    `(?<![\\w.-])(?:api|payments)\\.bigcommerce\\.com(?::\\d+)?/+stores/+(?:store-)?(?<hash>${HASH})${HASH_END}`,
  ),
  form(
    'channel-host',
    `(?<![\\w.-])(?<label>store-(?<hash>${HASH})-(?<channel>[1-9]\\d{0,9}))\\.mybigcommerce\\.com(?![\\w-])`,
  ),
  form(
    'control-panel',
    `(?<![\\w.-])(?<label>store-(?<hash>${HASH}))\\.mybigcommerce\\.com(?![\\w-])(?:/manage/channel/(?<channel>[1-9]\\d{0,9})(?!\\w))?`,
  ),
  form('asset-url', `(?<![\\w.-])cdn\\d*\\.bigcommerce\\.com/+s-(?<hash>${HASH})${HASH_END}`),
  form('store-hash-header', `(?<![\\w-])x-store-hash["']?\\s*[:=]\\s*["']?(?<hash>${HASH})${HASH_END}`),
  form('store-context', `(?:^|["'=,(\\s])/?stores/+(?:store-)?(?<hash>${HASH})${HASH_END}`),
  form('channel-label', `^\\s*["']?store-(?<hash>${HASH})-(?<channel>[1-9]\\d{0,9})["']?\\s*$`),
  form('store-label', `^\\s*["']?store-(?<hash>${HASH})["']?\\s*$`),
])

/** A BigCommerce address, or any other, in which no hash stands. */
export interface HashlessForm {
  readonly form: string
  /** Named groups become facts. */
  readonly pattern: RegExp
  readonly message: string
}

/** Forms that hold no hash: it cannot be computed from them, so they say where to look. */
export const formsWithoutHash: readonly HashlessForm[] = Object.freeze([
  {
    form: 'app-install-link',
    pattern: /(?<![\w.-])login\.bigcommerce\.com\/app\/(?<clientId>[a-z0-9]{8,64})(?![a-z0-9])/i,
    message: 'This link installs an app; it names the app, not a store.',
  },
  {
    form: 'login-page',
    pattern: /(?<![\w.-])(?:login|accounts)\.bigcommerce\.com(?![\w.-])/i,
    message: 'This is a sign-in address; it is the same for every store and holds no store hash.',
  },
  {
    form: 'storefront-subdomain',
    pattern: /(?<![\w.-])(?<subdomain>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.mybigcommerce\.com(?![\w-])/i,
    message: 'This is the address of a storefront. Its subdomain is a chosen name, not the store hash.',
  },
  {
    form: 'storefront-url',
    pattern: /(?<![\w.-])https?:\/\/[^\s/"'<>]{1,255}/i,
    message: 'This address holds no store hash.',
  },
])
