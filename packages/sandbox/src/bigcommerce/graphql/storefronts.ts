import type { StoreFixture } from '../store-fixture.ts'
import type { World } from '../world.ts'

export const STOREFRONT_DOMAIN = 'mybigcommerce.com'

/** One storefront: a channel of a store that has a site. */
export interface Storefront {
  readonly store: StoreFixture
  readonly channelId: number
}

/**
 * The storefront at a host: `store-{hash}` (channel 1), `store-{hash}-{channelId}`, or the store's own subdomain, which
 * looks like any word. https://developer.bigcommerce.com/docs/storefront/graphql
 */
export const storefrontAt = (host: string, { stores, records }: World): Storefront | undefined => {
  const label = host.endsWith(`.${STOREFRONT_DOMAIN}`) ? host.slice(0, -STOREFRONT_DOMAIN.length - 1) : ''
  const [, hash = '', channel = '1'] = /^store-([a-z0-9]+)(?:-(\d+))?$/.exec(label) ?? []
  const store =
    stores.get(hash) ?? [...stores.values()].find(({ subdomain }) => subdomain !== null && subdomain === label)
  const channelId = Number(channel)
  const sites = store && records.get(store.hash)?.channels.filter(({ type }) => type === 'storefront')
  return store && sites?.some(({ id }) => id === channelId) ? { store, channelId } : undefined
}

/** Every host of a store's storefronts. */
export const hostsOfStore = (store: StoreFixture, { records }: World): readonly string[] => {
  const channels = records.get(store.hash)?.channels.filter(({ type }) => type === 'storefront') ?? []
  const labels = [`store-${store.hash}`, ...channels.map(({ id }) => `store-${store.hash}-${id}`)]
  return [...labels, ...(store.subdomain === null ? [] : [store.subdomain])].map(
    (label) => `${label}.${STOREFRONT_DOMAIN}`,
  )
}
