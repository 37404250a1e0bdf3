import type { SourceOption } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { OptionCache } from './option-cache.ts'
import type { SetupRegistry } from './setup-documents.ts'
import type { SetupEvents } from './setup-events.ts'

/** Gives a list of the embedding product's own, such as the languages it speaks. */
export type HostListReader = (owner: {
  readonly tenant: string
  readonly setup: string
}) => Promise<readonly SourceOption[]> | readonly SourceOption[]

/** What all tenants' setups have in common. */
export interface SetupParts {
  readonly documents: SetupRegistry
  readonly events: SetupEvents
  readonly optionCache: OptionCache
  /** By `document.list`. */
  readonly hostLists: Readonly<Record<string, HostListReader>>
}

/** What the functions of one tenant's setups work with. */
export interface SetupContext extends Context, SetupParts {}
