import type { Credentials, Issue } from '@connform/core'

/** A channel other than the first is reached by its own host; a chosen subdomain is the first channel's. */
const FIRST_CHANNEL = 1

const channelOf = (values: Credentials['values']): number =>
  typeof values['channelId'] === 'number' ? values['channelId'] : FIRST_CHANNEL

/** The store hash and channel in a permanent host label, `store-{hash}` or `store-{hash}-{channelId}`. */
function readLabel(values: Credentials['values']): { hash: string; channel: number } | undefined {
  const [, hash, channel] = /^store-([a-z0-9]+)(?:-(\d+))?$/.exec(String(values['subdomain'] ?? '')) ?? []
  return hash === undefined ? undefined : { hash, channel: Number(channel ?? FIRST_CHANNEL) }
}

/**
 * Where the storefront of a connection's channel answers: the subdomain's host, or `store-{hash}-{channelId}` for a
 * channel that has no subdomain of its own. https://developer.bigcommerce.com/docs/storefront/graphql
 */
export function storefrontUrl(values: Credentials['values']): string {
  const channel = channelOf(values)
  const hash = String(values['storeHash'])
  const isNamed = channel === FIRST_CHANNEL || readLabel(values)?.hash === hash
  const label = isNamed ? String(values['subdomain'] ?? '') : `store-${hash}-${channel}`
  return `https://${label}.mybigcommerce.com`
}

/** A subdomain that names another store or channel than the form: the token would be refused there. */
export function storefrontMismatch({ values }: Pick<Credentials, 'values'>): Issue | undefined {
  const label = readLabel(values)
  if (label === undefined || values['storeHash'] === undefined) return undefined
  if (label.hash !== values['storeHash']) return otherStore
  return label.channel === channelOf(values) ? undefined : otherChannel
}

/** A warning: a merchant may have chosen a name that only looks like a permanent host. */
const otherStore: Issue = Object.freeze<Issue>({
  path: ['subdomain'],
  code: 'store_differs',
  message: 'Subdomain looks like the host of another store than Store hash.',
  hint: 'Copy both from the same store, unless store-… is a name chosen for this one.',
  severity: 'warning',
})

const otherChannel: Issue = Object.freeze<Issue>({
  path: ['channelId'],
  code: 'channel_differs',
  message: 'Channel ID is not the channel that Subdomain names.',
  hint: 'Give the channel ID at the end of the subdomain, or the subdomain of the channel.',
  severity: 'error',
})
