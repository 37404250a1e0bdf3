import type { StoreFixture } from '../store-fixture.ts'

/**
 * `GET /v2/store`: every documented member. A store without a logo has an empty array in place of the object.
 * https://developer.bigcommerce.com/docs/rest-management/store-information
 */
export const storeInformation = (store: StoreFixture): Readonly<Record<string, unknown>> => ({
  id: store.hash,
  account_uuid: '8d4d492f-17a1-4d95-b396-e1c5720815a5',
  domain: store.domain,
  secure_url: `https://${store.domain}`,
  control_panel_base_url: `https://store-${store.hash}.mybigcommerce.com`,
  status: store.status,
  name: store.name,
  first_name: 'Jane',
  last_name: 'Doe',
  address: '1 Example Street',
  country: 'United States',
  country_code: 'US',
  infrastructure_region: 'us-central1',
  phone: '',
  admin_email: 'jane.doe@example.com',
  order_email: 'orders@example.com',
  favicon_url: `https://cdn11.bigcommerce.com/s-${store.hash}/product_images/favicon.ico`,
  timezone: {
    name: 'America/Chicago',
    raw_offset: -21_600,
    dst_offset: -18_000,
    dst_correction: true,
    date_format: { display: 'M jS Y', export: 'M jS Y', extended_display: 'M jS Y @ g:i A' },
  },
  language: 'en',
  currency: 'USD',
  currency_symbol: '$',
  decimal_separator: '.',
  thousands_separator: ',',
  decimal_places: 2,
  currency_symbol_location: 'left',
  weight_units: 'Ounces',
  dimension_units: 'Inches',
  dimension_decimal_places: 2,
  dimension_decimal_token: '.',
  dimension_thousands_token: ',',
  plan_name: store.plan,
  plan_level: store.plan,
  plan_is_trial: false,
  industry: 'Home & Garden',
  logo: store.empty ? [] : { url: `https://cdn11.bigcommerce.com/s-${store.hash}/product_images/logo.png` },
  is_price_entered_with_tax: false,
  store_id: numericId(store.hash),
  default_channel_id: 1,
  default_site_id: 1000,
  active_comparison_modules: [],
  features: {
    stencil_enabled: true,
    sitewidehttps_enabled: true,
    facebook_catalog_id: '',
    checkout_type: 'optimized',
    wishlists_enabled: true,
    graphql_storefront_api_enabled: true,
    shopper_consent_tracking_enabled: true,
    multi_storefront_enabled: true,
    storefront_limits: { active: 3, total_including_inactive: 4 },
  },
})

/** A number of the store's own, unlike its hash. */
export const numericId = (hash: string): number => 1_000_000_000 + (Number.parseInt(hash, 36) % 1_000_000)

export const profile = (store: StoreFixture): unknown => ({
  store_name: store.name,
  store_address: '1 Example Street',
  store_email: 'orders@example.com',
  store_phone: '',
})

export const locale: unknown = {
  default_shopper_language: 'en',
  shopper_language_selection_method: 'browser',
  store_country: 'United States',
}

/** `GET /v2/currencies`: a bare array, with numbers as text where the API has them so. */
export const currencies: readonly unknown[] = [
  currency({ id: 1, code: 'USD', name: 'US Dollar', country: 'US', token: '$', rate: '1.0000000000', isDefault: true }),
  currency({ id: 2, code: 'EUR', name: 'Euro', country: 'DE', token: '€', rate: '0.849', isDefault: false }),
]

interface CurrencyTraits {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly country: string
  readonly token: string
  readonly rate: string
  readonly isDefault: boolean
}

function currency({ id, code, name, country, token, rate, isDefault }: CurrencyTraits): unknown {
  return {
    id,
    is_default: isDefault,
    last_updated: 'Tue, 05 Mar 2024 09:30:00 +0000',
    country_iso2: country,
    default_for_country_codes: [country],
    currency_code: code,
    currency_exchange_rate: rate,
    auto_update: false,
    token_location: 'left',
    token,
    decimal_token: '.',
    thousands_token: ',',
    decimal_places: 2,
    name,
    enabled: true,
    is_transactional: true,
    use_default_name: true,
  }
}
