import type { SealingKeys } from '@connform/vault/sealing'
import type { Connform } from 'connform'
import type { Metrics } from './metrics/metrics.ts'
import type { PluginOptions } from './options.ts'

/** What the routes work with. */
export interface Parts {
  readonly connform: Connform
  readonly options: PluginOptions
  /** Where the routes lie, as a browser names it. */
  readonly base: string
  readonly sealing: SealingKeys
  readonly metrics: Metrics
  /** Aborted when requests in flight have had their time after the server was closed. */
  readonly stop: AbortSignal
  readonly isClosing: () => boolean
}
