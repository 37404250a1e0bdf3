/** The two ids of a scope family; a family without a read-only id has null. */
export interface ScopeFamily {
  readonly read: string | null
  readonly modify: string | null
}

/**
 * OAuth scopes of the served resources. Ids are irregular, so each is spelled out.
 * https://developer.bigcommerce.com/docs/start/authentication/api-accounts#oauth-scopes
 */
export const scopeFamilies = {
  carts: { read: 'store_cart_read_only', modify: 'store_cart' },
  channels: { read: 'store_channel_settings_read_only', modify: 'store_channel_settings' },
  channelListings: { read: 'store_channel_listings_read_only', modify: 'store_channel_listings' },
  checkouts: { read: 'store_checkout_read_only', modify: 'store_checkout' },
  checkoutContent: { read: 'store_content_checkout_read_only', modify: 'store_content_checkout' },
  content: { read: 'store_v2_content_read_only', modify: 'store_v2_content' },
  customers: { read: 'store_v2_customers_read_only', modify: 'store_v2_customers' },
  fulfilmentMethods: { read: 'store_fulfillment_methods_read_only', modify: 'store_fulfillment_methods_manage' },
  information: { read: 'store_v2_information_read_only', modify: 'store_v2_information' },
  inventory: { read: 'store_inventory_read_only', modify: 'store_inventory' },
  locations: { read: 'store_locations_read_only', modify: 'store_locations' },
  logs: { read: 'store_logs_read_only', modify: null },
  marketing: { read: 'store_v2_marketing_read_only', modify: 'store_v2_marketing' },
  orderFulfilment: { read: 'store_order_fulfillment_read_only', modify: 'store_order_fulfillment_manage' },
  orders: { read: 'store_v2_orders_read_only', modify: 'store_v2_orders' },
  paymentMethods: { read: 'store_payments_methods_read', modify: null },
  products: { read: 'store_v2_products_read_only', modify: 'store_v2_products' },
  sites: { read: 'store_sites_read_only', modify: 'store_sites' },
  storedInstruments: {
    read: 'store_stored_payment_instruments_read_only',
    modify: 'store_stored_payment_instruments',
  },
  storefrontTokens: { read: null, modify: 'store_storefront_api' },
  impersonationTokens: { read: null, modify: 'store_storefront_api_customer_impersonation' },
  themes: { read: 'store_themes_read_only', modify: 'store_themes_manage' },
  transactions: { read: 'store_v2_transactions_read_only', modify: 'store_v2_transactions' },
} as const satisfies Readonly<Record<string, ScopeFamily>>

export type ScopeFamilyName = keyof typeof scopeFamilies

/** Every token has it without asking; webhooks need no other. */
export const DEFAULT_SCOPE = 'store_v2_default'

const families: readonly ScopeFamily[] = Object.values(scopeFamilies)
const isId = (id: string | null): id is string => id !== null

/** Every read-only scope, and the default one. */
export const readOnlyScopes: readonly string[] = [DEFAULT_SCOPE, ...families.map(({ read }) => read).filter(isId)]

/** The widest scope of every family, and the default one. */
export const allScopes: readonly string[] = [
  DEFAULT_SCOPE,
  ...families.map(({ read, modify }) => modify ?? read).filter(isId),
]

/** Scopes of resources that are not served; an app may have them all the same. */
const unservedScopes: readonly string[] = [
  'store_app_extensions_manage',
  'store_infrastructure_deployments_create_preview',
  'store_infrastructure_deployments_manage',
  'store_infrastructure_logs_read_only',
  'store_infrastructure_projects_manage',
  'store_metafield_change_owner',
  'store_metafield_write',
  'store_metafield_write_all',
  'store_payments_access_token_create',
  'store_translations',
  'store_v2_customers_login',
]

/** The widest scope of every family there is, served or not. */
export const widestScopes: readonly string[] = [...allScopes, ...unservedScopes]

const READ_ONLY = '_read_only'

/** Whether `scopes` hold `id`, or the one that modifies what `id` only reads: `store_x` or `store_x_manage`. */
export const scopesCover = (scopes: readonly string[], id: string): boolean => {
  const family = id.endsWith(READ_ONLY) ? id.slice(0, -READ_ONLY.length) : id
  return [id, family, `${family}_manage`].some((one) => scopes.includes(one))
}

const readingMethods = ['GET', 'HEAD']

/** Whether `scopes` allow `method` on a resource of `family`: to modify includes to read. */
export const scopesAllow = (scopes: readonly string[], family: ScopeFamily, method: string): boolean => {
  const sufficient = readingMethods.includes(method) ? [family.read, family.modify] : [family.modify]
  return sufficient.some((id) => id !== null && scopes.includes(id))
}
