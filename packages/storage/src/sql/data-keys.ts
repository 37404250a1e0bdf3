import { ConnformError, type DataKeyRecord, type DataKeyStore } from '@connform/core'
import { checkLimit } from './check-limit.ts'
import type { Run } from './run.ts'
import type { DataKeyRow } from './tables.ts'

const sealedTables = Object.freeze(['connection_secrets', 'grants', 'oauth_clients'] as const)

export function sqlDataKeys(run: Run): DataKeyStore {
  return Object.freeze({
    list: (tenant) =>
      run.read(tenant, async (db) => {
        const rows = await db
          .selectFrom('data_keys')
          .selectAll()
          .where('tenant', '=', tenant)
          .orderBy('created_at')
          .orderBy('key_id')
          .execute()
        return rows.map(fromRow)
      }),

    // The unique index on the active key of a tenant decides who was first.
    insertActive: (record) =>
      run.write(record.tenant, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('data_keys')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows === 1n
      }),

    replaceActive: (keyId, successor) =>
      run.write(successor.tenant, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('data_keys')
          .set({ state: 'retired' })
          .where('tenant', '=', successor.tenant)
          .where('key_id', '=', keyId)
          .where('state', '=', 'active')
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) return false
        await db.insertInto('data_keys').values(toRow(successor)).execute()
        return true
      }),

    lease: (tenant, keyId, count, limit) =>
      run.write(tenant, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('data_keys')
          .set(({ eb }) => ({ uses: eb('uses', '+', count) }))
          .where('tenant', '=', tenant)
          .where('key_id', '=', keyId)
          .where('state', '=', 'active')
          .where('uses', '<=', limit - count)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n
      }),

    async listWrappedByOthers(wrappedBy, { limit, after }) {
      checkLimit(limit)
      return run.read(null, async (db) => {
        const others = db.selectFrom('data_keys').selectAll().where('wrapped_by', '<>', wrappedBy)
        const rest = after
          ? others.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('tenant', 'key_id'), '>', tuple(after.tenant, after.keyId)),
            )
          : others
        return (await rest.orderBy('tenant').orderBy('key_id').limit(limit).execute()).map(fromRow)
      })
    },

    rewrap: ({ tenant, keyId, wrapped, wrappedBy }, expected) =>
      run.write(tenant, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('data_keys')
          .set({ wrapped, wrapped_by: wrappedBy })
          .where('tenant', '=', tenant)
          .where('key_id', '=', keyId)
          .where('wrapped', '=', expected)
          .executeTakeFirstOrThrow()
        return numUpdatedRows === 1n
      }),

    // One statement, and the tables of what is sealed refer to this one: nothing is sealed with the key in between.
    async removeUnused(tenant, keyId) {
      try {
        return await run.write(tenant, async (db) => {
          const { numDeletedRows } = await db
            .deleteFrom('data_keys')
            .where('tenant', '=', tenant)
            .where('key_id', '=', keyId)
            .where('state', '=', 'retired')
            .where(({ and, exists, not, selectFrom }) =>
              and(
                sealedTables.map((table) =>
                  not(
                    exists(
                      selectFrom(table)
                        .select(`${table}.key_id`)
                        .where(`${table}.tenant`, '=', tenant)
                        .where(`${table}.key_id`, '=', keyId),
                    ),
                  ),
                ),
              ),
            )
            .executeTakeFirstOrThrow()
          return numDeletedRows === 1n
        })
      } catch (error) {
        // Sealed with meanwhile, and refused by the reference: so it is needed.
        if (error instanceof ConnformError && error.code === 'ERR_STORE_KEY_GONE') return false
        throw error
      }
    },
  } satisfies DataKeyStore)
}

function toRow(record: DataKeyRecord): DataKeyRow {
  return {
    tenant: record.tenant,
    key_id: record.keyId,
    wrapped: record.wrapped,
    wrapped_by: record.wrappedBy,
    state: record.state,
    uses: record.uses,
    created_at: record.createdAt,
  }
}

function fromRow(row: DataKeyRow): DataKeyRecord {
  return Object.freeze({
    tenant: row.tenant,
    keyId: row.key_id,
    wrapped: row.wrapped,
    wrappedBy: row.wrapped_by,
    state: row.state === 'active' ? 'active' : 'retired',
    uses: row.uses,
    createdAt: row.created_at,
  })
}
