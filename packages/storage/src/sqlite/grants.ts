import type { ConnectionStore } from '@connform/core'
import { toGrantRow } from './grant-row.ts'
import type { Run } from './run.ts'

type Grants = Pick<ConnectionStore, 'replaceGrant' | 'leaseGrant' | 'releaseGrant'>

/** The grants of connections. Each of these is one statement, so that of several processes one wins. */
export function sqliteGrants(run: Run): Grants {
  return Object.freeze({
    replaceGrant: ({ tenant, id }, expected, grant) =>
      run(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('connections')
          .set(toGrantRow(grant))
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('grant_sealed', 'is not distinct from', expected)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n
      }),

    leaseGrant: ({ tenant, id }, { holder, until, now }) =>
      run(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('connections')
          .set({ grant_lease_holder: holder, grant_lease_until: until })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where(({ eb, or }) =>
            or([
              eb('grant_lease_holder', 'is', null),
              eb('grant_lease_holder', '=', holder),
              eb('grant_lease_until', '<', now),
            ]),
          )
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n
      }),

    releaseGrant: ({ tenant, id }, holder) =>
      run(async (db) => {
        await db
          .updateTable('connections')
          .set({ grant_lease_holder: null, grant_lease_until: null })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('grant_lease_holder', '=', holder)
          .execute()
      }),
  } satisfies Grants)
}
