import type { ConnectionSort } from '@connform/core'
import { type MadeUp, madeUpConnection } from 'connform-seed'
import type { Fleet } from './fleet.ts'
import { TENANT } from './fleet-tenant.ts'

/** Where a list goes on, as a cursor and as the values in it. */
export interface Position {
  readonly cursor: string
  readonly key: string
  readonly id: string
}

const keys: Readonly<Record<ConnectionSort, (made: MadeUp['record']) => string>> = Object.freeze({
  name: ({ name }) => name.toUpperCase(),
  definition: ({ definition }) => definition,
  authType: ({ authType }) => authType,
  status: ({ status }) => status,
  cause: ({ lastTest }) => lastTest?.cause ?? 'untested',
  testedAt: ({ lastTest }) => lastTest?.testedAt ?? '',
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
})

/** One of many connections, all over the list but for its ends. Steps of the golden ratio come by everywhere soon. */
export function spread(round: number, count: number): number {
  const share = ((round + 1) * 0.618_033_988_75) % 1
  return Math.floor((0.1 + 0.8 * share) * count)
}

/** Places all over a sorted list, others in every round but the same in every run: those of made-up connections. */
export function positions({ count }: Fleet, sort: { readonly by: ConnectionSort; readonly descending?: boolean }) {
  return (round: number): Position => {
    const { record } = madeUpConnection(TENANT, spread(round, count))
    const key = keys[sort.by](record)
    const words = JSON.stringify([sort.by, sort.descending === true, key, record.id])
    return { cursor: Buffer.from(words).toString('base64url'), key, id: record.id }
  }
}
