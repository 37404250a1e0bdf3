import type { ConnectionStore, GrantRecord } from '@connform/core'
import { toGrantRow } from './grant-row.ts'
import type { Db, Run } from './run.ts'

type Grants = Pick<ConnectionStore, 'replaceGrant' | 'leaseGrant' | 'releaseGrant'>

/** The grants of connections. Each of these is one statement, so that of several processes one wins. */
export function sqlGrants(run: Run): Grants {
  return Object.freeze({
    replaceGrant: ({ tenant, id }, expected, grant) =>
      run.write(tenant, (db) =>
        expected === null ? putFirst(db, { tenant, id }, grant) : replace(db, { tenant, id, expected }, grant),
      ),

    leaseGrant: ({ tenant, id }, { holder, until, now }) =>
      run.write(tenant, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('grants')
          .columns(['tenant', 'connection', 'lease_holder', 'lease_until'])
          .expression((expression) =>
            expression
              .selectFrom('connections')
              .select(({ val }) => ['tenant', 'id', val(holder).as('lease_holder'), val(until).as('lease_until')])
              .where('tenant', '=', tenant)
              .where('id', '=', id),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['tenant', 'connection'])
              .doUpdateSet({ lease_holder: holder, lease_until: until })
              .where(({ eb, or }) =>
                or([
                  eb('grants.lease_holder', 'is', null),
                  eb('grants.lease_holder', '=', holder),
                  eb('grants.lease_until', '<', now),
                ]),
              ),
          )
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows === 1n
      }),

    releaseGrant: ({ tenant, id }, holder) =>
      run.write(tenant, async (db) => {
        await db
          .updateTable('grants')
          .set({ lease_holder: null, lease_until: null })
          .where('tenant', '=', tenant)
          .where('connection', '=', id)
          .where('lease_holder', '=', holder)
          .execute()
      }),
  } satisfies Grants)
}

/** Puts a grant, or none, in the place of whatever stands there, in the transaction of an edit. A lease stays. */
export async function writeGrant(
  db: Db,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  grant: GrantRecord | null,
): Promise<void> {
  const row = toGrantRow(grant)
  if (grant === null) {
    await db.updateTable('grants').set(row).where('tenant', '=', tenant).where('connection', '=', id).execute()
    return
  }
  await db
    .insertInto('grants')
    .values({ tenant, connection: id, ...row })
    .onConflict((conflict) => conflict.columns(['tenant', 'connection']).doUpdateSet(row))
    .execute()
}

/** The row of the grant is made where there is a connection, and kept where it holds no more than a lease. */
async function putFirst(
  db: Db,
  { tenant, id }: { readonly tenant: string; readonly id: string },
  grant: GrantRecord | null,
): Promise<boolean> {
  const row = toGrantRow(grant)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('grants')
    .columns(['tenant', 'connection', 'sealed', 'key_id', 'expires_at', 'scopes', 'issued_at'])
    .expression((expression) =>
      expression
        .selectFrom('connections')
        .select(({ val }) => [
          'tenant',
          'id',
          val(row.sealed).as('sealed'),
          val(row.key_id).as('key_id'),
          val(row.expires_at).as('expires_at'),
          val(row.scopes).as('scopes'),
          val(row.issued_at).as('issued_at'),
        ])
        .where('tenant', '=', tenant)
        .where('id', '=', id),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'connection']).doUpdateSet(row).where('grants.sealed', 'is', null),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

async function replace(
  db: Db,
  { tenant, id, expected }: { readonly tenant: string; readonly id: string; readonly expected: string },
  grant: GrantRecord | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('grants')
    .set(toGrantRow(grant))
    .where('tenant', '=', tenant)
    .where('connection', '=', id)
    .where('sealed', '=', expected)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
