import { faultyStores } from './faulty-stores.ts'
import { ordinaryStores } from './ordinary-stores.ts'
import type { StoreFixture } from './store-fixture.ts'

/** Every fixture store: those that work, then one per failure. */
export const fixtureStores: readonly StoreFixture[] = Object.freeze([...ordinaryStores, ...faultyStores])
