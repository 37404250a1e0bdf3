import { type Channel, fixtureChannels } from './content/channels.ts'
import type { StoreFixture } from './store-fixture.ts'

export interface Hook {
  readonly id: number
  readonly client_id: string
  readonly store_hash: string
  readonly scope: string
  readonly destination: string
  readonly headers: Readonly<Record<string, string>> | null
  readonly is_active: boolean
  /** Unix seconds, like `updated_at`. */
  readonly created_at: number
  readonly updated_at: number
}

/** What callers can change in a store; gone when the sandbox closes. */
export interface StoreRecords {
  channels: readonly Channel[]
  hooks: readonly Hook[]
}

export const storeRecords = (store: StoreFixture): StoreRecords => ({ channels: fixtureChannels(store), hooks: [] })
