import { sandboxAccounts } from './sandbox-accounts.ts'
import { allScopes, DEFAULT_SCOPE, readOnlyScopes } from './scopes.ts'
import { type StoreFixture, storeFixture } from './store-fixture.ts'

/** Stores that answer as documented. */
export const ordinaryStores: readonly StoreFixture[] = [
  storeFixture({
    hash: 'ci4bzn8adz',
    name: 'Cedar & Canvas',
    domain: 'www.cedar-canvas.example',
    subdomain: 'cedar-canvas',
    behaviour: 'An ordinary store with products, orders and five channels; its API accounts differ in their scopes.',
    tokens: [
      { ...sandboxAccounts.canvasFull, label: 'every scope of the served endpoints', scopes: allScopes },
      {
        ...sandboxAccounts.canvasReadOnly,
        label: 'every read-only scope of the served endpoints',
        scopes: readOnlyScopes,
      },
      {
        ...sandboxAccounts.canvasInformation,
        label: 'store information only',
        scopes: [DEFAULT_SCOPE, 'store_v2_information_read_only'],
      },
      {
        ...sandboxAccounts.canvasCatalogue,
        label: 'products and channels, no store information',
        scopes: [DEFAULT_SCOPE, 'store_v2_products_read_only', 'store_channel_settings_read_only'],
      },
      { ...sandboxAccounts.canvasDefault, label: 'no scope but the default one', scopes: [DEFAULT_SCOPE] },
      { ...sandboxAccounts.canvasRevoked, label: 'deleted account', scopes: allScopes, revoked: true },
    ],
  }),
  storeFixture({
    hash: 'abc123xyz',
    name: 'Orchard Lane',
    domain: 'orchard-lane.example',
    subdomain: 'orchardlane',
    behaviour: 'A store without products and orders: empty V2 lists are a 204. Its tokens open no other store.',
    plan: 'Standard',
    rateLimit: { requestsQuota: 150, windowMs: 30_000 },
    empty: true,
    tokens: [
      { ...sandboxAccounts.orchardFull, label: 'every scope of the served endpoints', scopes: allScopes },
      {
        ...sandboxAccounts.orchardReadOnly,
        label: 'every read-only scope of the served endpoints',
        scopes: readOnlyScopes,
      },
    ],
  }),
]
