// Storefront tokens and server-to-server use, as announced in March 2026 and worded anew that summer.
// https://developer.bigcommerce.com/docs/start/authentication/graphql-storefront

/** From here on, storefront tokens need `allowed_cors_origins` to be made and are not for servers. */
export const STOREFRONT_TOKENS_CHANGE = new Date('2026-07-01T00:00:00Z')

/** From here on, no storefront token is for servers, however old. */
export const SERVER_USE_ENDS = new Date('2027-04-01T00:00:00Z')
