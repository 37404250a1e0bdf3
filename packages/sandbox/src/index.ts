// Start and stop it

export type { BigCommerceControls, PimControls, Sandbox, SandboxOptions } from './sandbox.ts'
export { startSandbox } from './start-sandbox.ts'

// What it serves

export { fixturePims } from './akeneo/fixture-pims.ts'
export type { PimFixture, PimPermission, PimSettings, PimTraits } from './akeneo/pim-fixture.ts'
export { pimFixture } from './akeneo/pim-fixture.ts'
export { fixtureStores } from './bigcommerce/fixture-stores.ts'
export type { AppFixture, AppTraits } from './bigcommerce/oauth/app-fixture.ts'
export { appFixture } from './bigcommerce/oauth/app-fixture.ts'
export { fixtureApps } from './bigcommerce/oauth/fixture-apps.ts'
export type {
  RateLimit,
  StoreFixture,
  StorefrontStatus,
  StoreTraits,
  TokenFixture,
} from './bigcommerce/store-fixture.ts'
export { storeFixture } from './bigcommerce/store-fixture.ts'

// What a test starts from outside

export type { PayloadFlaw, SignedPayloadOptions } from './bigcommerce/oauth/signed-payload.ts'
export type { InstallOptions, StartedInstall } from './bigcommerce/oauth/start-install.ts'
export type { StorefrontTokenOptions } from './bigcommerce/storefront/issue-token.ts'

// How it misbehaves

export type { AnswerFault, Fault, FaultOptions, WireFault } from './faults/fault.ts'

// What it saw and gave out

export type { RecordedRequest } from './http/request-log.ts'
export type { IssuedToken } from './issued-token.ts'
export type { OtherHost, OtherHostRequest } from './other-host.ts'
