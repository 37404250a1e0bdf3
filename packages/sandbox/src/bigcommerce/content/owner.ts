import type { StoreFixture } from '../store-fixture.ts'
import { numericId } from './store-information.ts'

/** The store's owner, as the token endpoint and signed payloads name them. */
export const ownerOf = (
  store: StoreFixture,
): { readonly id: number; readonly username: string; readonly email: string } => ({
  id: numericId(store.hash) % 1_000_000,
  username: 'jane.doe@example.com',
  email: 'jane.doe@example.com',
})
