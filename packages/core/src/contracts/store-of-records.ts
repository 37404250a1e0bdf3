import type { Store } from '../ports.ts'

/** A store as its contract sees it; the queue has a contract of its own. */
export type StoreOfRecords = Omit<Store, 'openQueue'>

/** Makes a test out of `body`, which it calls with a store that has the data keys sample records name, and nothing else. */
export type WithStore = (body: (store: StoreOfRecords) => Promise<void>) => () => Promise<void>
