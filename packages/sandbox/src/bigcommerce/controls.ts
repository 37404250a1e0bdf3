import type { BigCommerceControls } from '../sandbox.ts'
import type { AppFixture } from './oauth/app-fixture.ts'
import { type SignedPayloadOptions, signedPayload } from './oauth/signed-payload.ts'
import { type InstallOptions, startInstall } from './oauth/start-install.ts'
import { rateWindow } from './rate-window.ts'
import type { RateLimit, StorefrontStatus } from './store-fixture.ts'
import { issueStorefrontToken, type StorefrontTokenOptions } from './storefront/issue-token.ts'
import type { World } from './world.ts'

/** How a test reaches into the stores and the apps, and the secrets they hold. */
export const bigcommerceControls = (
  world: World,
): { readonly controls: Omit<BigCommerceControls, 'apps'>; readonly secrets: () => readonly string[] } => {
  const stores = Object.freeze([...world.stores.values()])
  return {
    controls: {
      stores,
      registerApp: (traits: Partial<AppFixture>) => world.apps.register(traits),
      startInstall: (options: InstallOptions) => startInstall(options, world),
      signedPayload: (options: SignedPayloadOptions) => signedPayload(options, world),
      issueStorefrontToken: (options: StorefrontTokenOptions) => issueStorefrontToken(options, world),
      setStorefrontStatus: (hash: string, status: StorefrontStatus) => {
        assertStore(world, hash)
        world.storefrontStatuses.set(hash, status)
      },
      setRateLimit: (hash: string, rateLimit: RateLimit | null) => {
        assertStore(world, hash)
        if (rateLimit === null) world.rateWindows.delete(hash)
        else world.rateWindows.set(hash, rateWindow(rateLimit))
      },
    },
    secrets: () => [
      ...stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
      ...world.apps.list().map(({ clientSecret }) => clientSecret),
    ],
  }
}

const assertStore = ({ stores }: World, hash: string): void => {
  if (!stores.has(hash)) throw new TypeError('The sandbox serves no such store; see `sandbox.stores`.')
}
