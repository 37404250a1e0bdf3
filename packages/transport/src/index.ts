export type { Resolve, ResolvedAddress } from './checked-lookup.ts'
export { createTransport, type Transport, type TransportOptions } from './transport.ts'
