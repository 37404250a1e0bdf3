import type { StoreFixture } from '../store-fixture.ts'

export interface Channel {
  readonly id: number
  readonly name: string
  readonly external_id: string
  readonly type: 'pos' | 'marketplace' | 'storefront' | 'marketing'
  readonly platform: string
  readonly status: 'active' | 'prelaunch' | 'inactive' | 'connected' | 'disconnected' | 'archived' | 'deleted'
  readonly is_listable_from_ui: boolean
  readonly is_visible: boolean
  readonly is_enabled: boolean
  readonly date_created: string
  readonly date_modified: string
  readonly icon_url: string | null
}

type ChannelTraits = Pick<Channel, 'id' | 'name' | 'type' | 'platform' | 'status'>

/** The default storefront has ID 1 in every store. */
const defaultChannel = (store: StoreFixture): ChannelTraits => ({
  id: 1,
  name: store.name,
  type: 'storefront',
  platform: 'bigcommerce',
  status: 'active',
})

const otherChannels: readonly ChannelTraits[] = [
  { id: 664179, name: 'Headless Shop', type: 'storefront', platform: 'catalyst', status: 'active' },
  { id: 664180, name: 'Amazon', type: 'marketplace', platform: 'amazon', status: 'connected' },
  { id: 664181, name: 'Shop Till', type: 'pos', platform: 'custom', status: 'active' },
  { id: 664182, name: 'Spring Preview', type: 'storefront', platform: 'next', status: 'prelaunch' },
]

export const channelOf = (traits: ChannelTraits, at: Date): Channel => ({
  external_id: '',
  is_listable_from_ui: true,
  is_visible: true,
  is_enabled: traits.status === 'active' || traits.status === 'connected',
  date_created: at.toISOString(),
  date_modified: at.toISOString(),
  icon_url: null,
  ...traits,
})

const created = new Date('2024-03-05T09:30:00Z')

export const fixtureChannels = (store: StoreFixture): readonly Channel[] =>
  [defaultChannel(store), ...(store.empty ? [] : otherChannels)].map((traits) => channelOf(traits, created))

const enabledCurrencies = ['USD', 'EUR']

export const currencyAssignment = (channel: Channel): unknown => ({
  channel_id: channel.id,
  enabled_currencies: enabledCurrencies,
  default_currency: 'USD',
})

/** Storefronts have a site; `id` 1000 is that of the default channel. */
export const siteOf = (channel: Channel): unknown => {
  const url = `https://channel-${channel.id}.example`
  return {
    id: 999 + channel.id,
    url,
    channel_id: channel.id,
    created_at: channel.date_created,
    updated_at: channel.date_modified,
    ssl_status: 'dedicated',
    urls: [
      { type: 'primary', url },
      { type: 'canonical', url },
      { type: 'checkout', url },
    ],
    is_checkout_url_customized: false,
  }
}
