import { ConnformError, type SetupRecord, type SetupStore, StoreConflictError } from '@connform/core'
import type { AppendAudit } from './audit.ts'
import { parseStored } from './parse-stored.ts'
import type { Run } from './run.ts'
import type { SetupRow } from './tables.ts'

export function sqlSetups(run: Run, append: AppendAudit): SetupStore {
  return Object.freeze({
    insert: (record, { audit } = {}) =>
      run.write(record.tenant, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('setups')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows !== 1n) {
          throw new ConnformError('ERR_STORE_CONFLICT', 'There is such a setup already.')
        }
        if (audit !== undefined) await append(db, record.tenant, audit)
      }),

    get: (tenant, id) =>
      run.read(tenant, async (db) => {
        const row = await db
          .selectFrom('setups')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .executeTakeFirst()
        return row && fromRow(row)
      }),

    list: (tenant, document) =>
      run.read(tenant, async (db) => {
        const all = db.selectFrom('setups').selectAll().where('tenant', '=', tenant)
        const chosen = document === undefined ? all : all.where('document', '=', document)
        return (await chosen.orderBy('name').orderBy('id').execute()).map(fromRow)
      }),

    update: (record, expectedRevision, { audit } = {}) =>
      run.write(record.tenant, async (db) => {
        const { tenant, id, ...changed } = toRow(record)
        const { numUpdatedRows } = await db
          .updateTable('setups')
          .set(changed)
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('revision', '=', expectedRevision)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) throw new StoreConflictError(expectedRevision, 'setup')
        if (audit !== undefined) await append(db, tenant, audit)
      }),

    remove: (tenant, id, { audit, expectedRevision } = {}) =>
      run.write(tenant, async (db) => {
        const row = db.deleteFrom('setups').where('tenant', '=', tenant).where('id', '=', id)
        const expected = expectedRevision === undefined ? row : row.where('revision', '=', expectedRevision)
        const { numDeletedRows } = await expected.executeTakeFirstOrThrow()
        if (numDeletedRows === 1n) {
          if (audit !== undefined) await append(db, tenant, audit)
          return true
        }
        const isThere =
          expectedRevision !== undefined &&
          (await db
            .selectFrom('setups')
            .select('id')
            .where('tenant', '=', tenant)
            .where('id', '=', id)
            .executeTakeFirst())
        if (isThere) throw new StoreConflictError(expectedRevision, 'setup')
        return false
      }),
  } satisfies SetupStore)
}

function toRow(record: SetupRecord): SetupRow {
  return {
    tenant: record.tenant,
    id: record.id,
    document: record.document,
    single_of: record.single ? record.document : null,
    document_version: record.documentVersion,
    name: record.name,
    slots: JSON.stringify(record.slots),
    settings: JSON.stringify(record.settings),
    used_at: record.usedAt,
    used_with: record.usedWith === null ? null : JSON.stringify(record.usedWith),
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  }
}

function fromRow(row: SetupRow): SetupRecord {
  return Object.freeze({
    tenant: row.tenant,
    id: row.id,
    document: row.document,
    documentVersion: row.document_version,
    name: row.name,
    single: row.single_of !== null,
    slots: parseStored<SetupRecord['slots']>(row.slots, 'connections of a setup'),
    settings: parseStored<SetupRecord['settings']>(row.settings, 'settings of a setup'),
    usedAt: row.used_at,
    usedWith: row.used_with === null ? null : parseStored<SetupRecord['settings']>(row.used_with, 'use of a setup'),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })
}
