import type { Credentials, Issue } from '@connform/core'

/** A channel other than the first is reached by its own host; a chosen subdomain is the first channel's. */
const FIRST_CHANNEL = 1

const channelOf = (values: Credentials['values']): number =>
  typeof values['channelId'] === 'number' ? values['channelId'] : FIRST_CHANNEL

/**
 * Where the storefront of a connection's channel answers: the subdomain's host, or `store-{hash}-{channelId}` for a
 * channel that has no subdomain of its own. https://developer.bigcommerce.com/docs/storefront/graphql
 */
export function storefrontUrl(values: Credentials['values']): string {
  const subdomain = String(values['subdomain'] ?? '')
  const channel = channelOf(values)
  const label =
    channel === FIRST_CHANNEL || subdomain.startsWith('store-')
      ? subdomain
      : `store-${String(values['storeHash'])}-${channel}`
  return `https://${label}.mybigcommerce.com`
}

/** A subdomain that names another store or channel than the form: the token would be refused there. */
export function storefrontMismatch({ values }: Pick<Credentials, 'values'>): Issue | undefined {
  const [, hash, channel] = /^store-([a-z0-9]+)(?:-(\d+))?$/.exec(String(values['subdomain'] ?? '')) ?? []
  if (hash === undefined) return undefined
  if (values['storeHash'] !== undefined && hash !== values['storeHash']) {
    return {
      path: ['subdomain'],
      code: 'store_differs',
      message: 'Subdomain names another store than Store hash.',
      hint: 'Copy both from the same store.',
      severity: 'error',
    }
  }
  if (Number(channel ?? FIRST_CHANNEL) === channelOf(values)) return undefined
  return {
    path: ['channelId'],
    code: 'channel_differs',
    message: 'Channel ID is not the channel that Subdomain names.',
    hint: 'Give the channel ID at the end of the subdomain, or the subdomain of the channel.',
    severity: 'error',
  }
}
