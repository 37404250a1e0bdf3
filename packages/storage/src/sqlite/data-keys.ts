import type { DataKeyRecord, DataKeyStore } from '@connform/core'
import type { Run } from './run.ts'
import type { DataKeyRow } from './tables.ts'

export function sqliteDataKeys(run: Run): DataKeyStore {
  return Object.freeze({
    list: (tenant) =>
      run(async (db) => {
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
      run(async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('data_keys')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows === 1n
      }),

    replaceActive: (keyId, successor) =>
      run((db) =>
        db.transaction().execute(async (transaction) => {
          const { numUpdatedRows } = await transaction
            .updateTable('data_keys')
            .set({ state: 'retired' })
            .where('tenant', '=', successor.tenant)
            .where('key_id', '=', keyId)
            .where('state', '=', 'active')
            .executeTakeFirstOrThrow()
          if (numUpdatedRows !== 1n) return false
          await transaction.insertInto('data_keys').values(toRow(successor)).execute()
          return true
        }),
      ),

    lease: (tenant, keyId, count, limit) =>
      run(async (db) => {
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
  } satisfies DataKeyStore)
}

function toRow(record: DataKeyRecord): DataKeyRow {
  return {
    tenant: record.tenant,
    key_id: record.keyId,
    wrapped: record.wrapped,
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
    state: row.state === 'active' ? 'active' : 'retired',
    uses: row.uses,
    createdAt: row.created_at,
  })
}
