// Start and stop it

// What it serves
export { fixtureStores } from './bigcommerce/fixture-stores.ts'
export type { RateLimit, StoreFixture, StoreTraits, TokenFixture } from './bigcommerce/store-fixture.ts'
export { storeFixture } from './bigcommerce/store-fixture.ts'
// How it misbehaves
export type { AnswerFault, Fault, FaultOptions, WireFault } from './faults/fault.ts'
// What it saw
export type { RecordedRequest } from './http/request-log.ts'
export type { OtherHost, OtherHostRequest } from './other-host.ts'
export type { Sandbox, SandboxOptions } from './sandbox.ts'
export { startSandbox } from './start-sandbox.ts'
