export type { Resolve, ResolvedAddress } from './checked-lookup.ts'
export { type AuthorizeEndpoint, type AuthorizeRequest, authorizeUrl } from './oauth/authorize-url.ts'
export { createTransport, type Transport, type TransportOptions } from './transport.ts'
