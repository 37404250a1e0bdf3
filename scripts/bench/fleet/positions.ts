import type { ConnectionSort } from '@connform/core'
import { type MadeUp, madeUpConnection } from 'connform-seed'
import { type Fleet, TENANT } from './fleet.ts'

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

/** Places all over a sorted list, others in every round but the same in every run: those of made-up connections. */
export function positions({ count }: Fleet, sort: { readonly by: ConnectionSort; readonly descending?: boolean }) {
  return (round: number): Position => {
    // A step that is prime to any count this is run with comes by everywhere.
    const { record } = madeUpConnection(TENANT, (round * 6_700_417) % count)
    const key = keys[sort.by](record)
    const words = JSON.stringify([sort.by, sort.descending === true, key, record.id])
    return { cursor: Buffer.from(words).toString('base64url'), key, id: record.id }
  }
}
