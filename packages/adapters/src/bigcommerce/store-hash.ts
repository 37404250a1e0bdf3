/**
 * A store hash, as far as it is known: BigCommerce publishes no grammar, and every hash seen is 5 to 10 lower-case
 * letters and digits. It holds no hyphen, or `store-{hash}-{channelId}` could not be read.
 */
export const HASH = '[a-z0-9]{4,20}'

/** Ends a hash in running text: what follows must not be part of a longer word. */
export const HASH_END = '(?![a-z0-9_%-]|\\.[a-z0-9])'

/** Begins a host in running text: not inside a longer name, and not as a path of another host. */
export const HOST_START = '(?<![\\w.-]|(?<!/)/)'

/** Ends a host in running text: it goes on into no longer name, and is no user name before the host's. */
export const HOST_END = '(?![\\w-]|\\.\\w|(?::[^\\s/]{0,64})?@)'

const wholeHash = new RegExp(`^${HASH}$`, 'i')

/** True for text that is a hash and nothing else, in any case of letters. */
export const isStoreHash = (text: string): boolean => wholeHash.test(text)

export const storeHashIssue = Object.freeze({
  path: Object.freeze(['storeHash']),
  severity: 'error' as const,
})

/** Where a person finds the hash; said whenever a text holds none. */
export const WHERE_TO_FIND_IT =
  'In the control panel the address reads https://store-HASH.mybigcommerce.com/manage. The API path of an API account, https://api.bigcommerce.com/stores/HASH/v3/, holds it too.'
