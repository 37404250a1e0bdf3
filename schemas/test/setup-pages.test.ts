import { setups } from '@connform/schemas/setups'
import { describe, expect, it } from 'vitest'

/** What people read at one place of a setup. */
type Place = (document: (typeof setups)[number]) => unknown

const guide =
  (name: string): Place =>
  ({ guides }) =>
    guides[name]
const advice =
  (slot: string): Place =>
  ({ slots }) =>
    slots[slot]?.advice
const field =
  (name: string): Place =>
  ({ slots }) =>
    slots['store']?.fields[name]
const advised: Place = ({ sections }) => sections.flatMap((section) => section.advice ?? [])
const warnings: Place = ({ locks }) => locks.map(({ warning }) => warning)

/** Title, document, place, and what must stand there. Each is a row of `docs/seeds.md`. */
const rows: readonly (readonly [string, string, Place, readonly RegExp[]])[] = [
  // --- the app ---
  [
    'the app: a guide leads through the first start in the PIM, and says how it is opened later',
    'akeneo-app',
    guide('set-up-app'),
    [/App store/, /Connect\./, /privacy policy/, /terms of use/, /Connected apps/, /once/],
  ],
  [
    'the app: the guide names the three permissions in the PIM, each to view all',
    'akeneo-app',
    guide('set-up-app'),
    [/Category tree, Locales and Attribute groups/, /View all/],
  ],
  [
    'the app: the guide says that only an owner of the store can create an API account, and where',
    'akeneo-app',
    guide('create-api-account'),
    [/owner/, /Advanced Settings > API Accounts/, /V2\/V3 API Token/, /name/],
  ],
  [
    'the app: the guide grants the three scopes to modify, and says that imports fail without them',
    'akeneo-app',
    guide('create-api-account'),
    [/Products, Channel Settings and Channel Listings to modify/, /Without these three permissions imports fail/],
  ],
  [
    'the app: the guide says that the credentials are shown once',
    'akeneo-app',
    guide('create-api-account'),
    [/not shown again/],
  ],
  [
    'the app: the advice looks for a space, for the client secret in another field, and for an account that is gone',
    'akeneo-app',
    advice('store'),
    [/space before or after/, /client secret belongs in none/, /still exists/, /replaced by another/],
  ],
  [
    'the app: the currency is asked for also where the PIM has no prices',
    'akeneo-app',
    ({ settings }) => settings.hints['currency'],
    [/even if your prices do not come from the PIM/],
  ],
  [
    'the app: it is said what is imported, and to check the configuration before the first import',
    'akeneo-app',
    advised,
    [/Only the products and categories of this locale, channel and main category/, /before the first import/],
  ],
  [
    'the app: a locked change says to clean the store by hand and to import the catalogue again',
    'akeneo-app',
    warnings,
    [/Clean up the BigCommerce store by hand first/, /whole PIM catalogue has to be imported again/],
  ],
  [
    'the app: cleaning is for partial changes and keeps the store hash; deleting is for another one, or much data',
    'akeneo-app',
    ({ resets }) => resets,
    [/partial change, such as another locale or channel/, /store hash stay/, /another store hash, or where much data/],
  ],
  [
    'the app: variants show as radio buttons, as a rectangle list or as a dropdown, and one is required',
    'akeneo-app',
    ({ settings: { form } }) => [form.properties['displayType']?.oneOf, form.required],
    [/"Radio buttons".*"Rectangle list".*"Dropdown"/, /"displayType"\]/],
  ],
  // --- the connector ---
  [
    'the connector: the guide creates a connection in the PIM, as data destination, with role and group',
    'akeneo-connector-v1',
    guide('create-pim-connection'),
    [/Connect > Connection settings/, /Data destination as the flow type/, /Administrator/, /IT support/],
  ],
  [
    'the connector: the guide says that the password is not shown again',
    'akeneo-connector-v1',
    guide('create-pim-connection'),
    [/password somewhere safe: it is not shown again/],
  ],
  [
    'the connector: the advice for the PIM looks for a space, the secret in its field, the latest password, flow type and role',
    'akeneo-connector-v1',
    advice('pim'),
    [/space before or after/, /secret of the PIM/, /password is the latest/, /Data destination/, /administrator/],
  ],
  [
    'the connector: the guide says who creates the API account, and where',
    'akeneo-connector-v1',
    guide('create-api-account'),
    [/owner/, /Advanced Settings > API Accounts/, /V2\/V3 API Token/],
  ],
  [
    'the connector: the guide names the five scopes',
    'akeneo-connector-v1',
    guide('create-api-account'),
    [
      /Products to modify/,
      /Content and Information & Settings to read-only/,
      /Storefront API Tokens and Storefront API Customer Impersonation Tokens/,
    ],
  ],
  [
    'the connector: the guide says that the credentials of the store are shown once',
    'akeneo-connector-v1',
    guide('create-api-account'),
    [/not shown again/],
  ],
  [
    'the connector: the advice for the store looks for a space, for the client secret, and for an account that is gone',
    'akeneo-connector-v1',
    advice('store'),
    [/space before or after/, /client secret belongs in none/, /still exists/],
  ],
  [
    'the connector: it is said what is imported, and to check the configuration before the first import',
    'akeneo-connector-v1',
    advised,
    [/Only the products and categories of this locale, channel and main category/, /before the first import/],
  ],
  [
    'the connector: a locked change says to clean the store by hand and to import again',
    'akeneo-connector-v1',
    warnings,
    [/Clean up the BigCommerce store by hand first/, /have to be imported again/],
  ],
  // --- credentials of stores ---
  [
    'UnoPim: it is said that a credential is needed before an import or an export',
    'unopim',
    ({ description }) => description,
    [/At least one is needed before either/],
  ],
  [
    'UnoPim: the guide creates a V2/V3 API account at store level',
    'unopim',
    guide('create-api-account'),
    [/Settings > API > Store-level API accounts/, /Create API account/, /V2\/V3 API token/, /UnoPim Connector/],
  ],
  [
    'UnoPim: the guide names the scopes for an export and for an import alone',
    'unopim',
    guide('create-api-account'),
    [/Products to modify if you export, or to read-only if you only import/, /Settings to read-only or modify/],
  ],
  [
    'UnoPim: the guide says that the four texts are shown once, and to paste them',
    'unopim',
    guide('create-api-account'),
    [/client ID, the client secret, the access token and the API path: they are shown once/, /Paste them/],
  ],
  [
    'UnoPim: an inactive credential is said to be hidden where one is chosen',
    'unopim',
    ({ slots }) => slots['store']?.status,
    [/"Active"/, /"Inactive"/, /not offered when an import or export is set up/],
  ],
  [
    'UnoPim: deleting stops imports and exports, and leaves in the store what was sent',
    'unopim',
    ({ removal }) => removal,
    [/ends future imports and exports/, /stay in BigCommerce/],
  ],
  // --- REST ---
  [
    'REST: the name says what the connection is chosen by',
    'celigo-rest',
    field('name'),
    [/clear name of its own/, /from a list/],
  ],
  [
    'REST: the store hash is explained by an API address',
    'celigo-rest',
    field('storeHash'),
    [/https:\/\/api\.bigcommerce\.com\/stores\/123456\/ the store hash is 123456/],
  ],
  [
    'REST: an OAuth client holds client ID and client secret, and is chosen, added or changed',
    'celigo-rest',
    field('oauthClient'),
    [/client ID and client secret/, /Choose a saved client, add one, or change/],
  ],
  [
    'REST: scopes say what the connection may do',
    'celigo-rest',
    field('scopes'),
    [/may do in your BigCommerce account/],
  ],
  [
    'REST: the redirect URL is to be registered as the callback URL',
    'celigo-rest',
    field('redirectUri'),
    [/Copy it into your app as the callback URL/, /registered/],
  ],
  [
    'REST: the user name is the client ID',
    'celigo-rest',
    field('username'),
    [/client ID of your BigCommerce API account/],
  ],
  [
    'REST: the password is the access token, encrypted with AES 256, entered again each time and never shown',
    'celigo-rest',
    field('password'),
    [/access token of your BigCommerce API account/, /AES 256/, /never shown/, /again each time you edit/],
  ],
  [
    'REST: the access token is encrypted with AES 256, entered again each time and never shown',
    'celigo-rest',
    field('accessToken'),
    [/AES 256/, /never shown/, /again each time you edit/],
  ],
  [
    'REST: the guide creates an app with the callback URL, and copies client ID and client secret',
    'celigo-rest',
    guide('create-app'),
    [/My apps/, /Create an app/, /callback URL/, /Update & close/, /View Client ID/, /client ID and the client secret/],
  ],
  [
    'REST: the guide creates an API account with scopes, and copies the access token',
    'celigo-rest',
    guide('create-api-account'),
    [/Advanced Settings > API Accounts/, /Create API Account/, /scopes/, /Save/, /Copy the access token/],
  ],
  // --- GraphQL ---
  [
    'GraphQL: it is said that no storefront token is made after 30 June 2026, and that private tokens take their place',
    'celigo-graphql',
    (document) => [document.description, advised(document)],
    [/30 June 2026/, /private tokens/, /Choose Custom/],
  ],
  [
    'GraphQL: a Token connection is to be reauthorised with Custom soon, and a guide says how',
    'celigo-graphql',
    (document) => [advised(document), guide('reauthorise')(document)],
    [/reauthorise it with Custom as soon as you can/, /choose Custom as the auth type/],
  ],
  [
    'GraphQL: the access token is encrypted with AES 256, entered again each time and never shown',
    'celigo-graphql',
    field('accessToken'),
    [/AES 256/, /never shown/, /again each time you edit/],
  ],
  [
    'GraphQL: the guide finds the subdomain in the address of the storefront',
    'celigo-graphql',
    guide('find-subdomain'),
    [/View storefront/, /https:\/\/celigo\.mybigcommerce\.com\/\?ctk=e237 the subdomain is celigo/],
  ],
  [
    'GraphQL: the guide finds the store hash in the address of the control panel, and in the API path',
    'celigo-graphql',
    guide('find-store-hash'),
    [/store-ci4bzn8adz\.mybigcommerce\.com\/manage the store hash is ci4bzn8adz/, /stores\/ci4bzn8adz\/v3\//],
  ],
  [
    'GraphQL: the guide creates a V2/V3 API account and copies its access token',
    'celigo-graphql',
    guide('get-access-token'),
    [/Settings > API > Store-level API accounts/, /V2\/V3 API token/, /Enter a name/, /copy the access token/],
  ],
  [
    'GraphQL: both Storefront scopes are set to Manage',
    'celigo-graphql',
    guide('get-access-token'),
    [/Storefront API tokens and Storefront API customer impersonation tokens to Manage/],
  ],
]

describe('what the pages say, in our words', () => {
  it.each(rows)('%s', (_, id, place, patterns) => {
    const document = setups.find((setup) => setup.id === id)
    const text = document === undefined ? '' : JSON.stringify(place(document) ?? '')
    expect(patterns.filter((pattern) => !pattern.test(text)).map(String)).toEqual([])
  })
})
