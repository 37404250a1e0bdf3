import { ConnformError, type OAuthClientRecord, type OAuthClientStore, StoreConflictError } from '@connform/core'
import type { AppendAudit } from './audit.ts'
import type { Run } from './run.ts'
import type { OAuthClientRow } from './tables.ts'

export function sqlOAuthClients(run: Run, append: AppendAudit): OAuthClientStore {
  return Object.freeze({
    insert: (record, { audit } = {}) =>
      run.write(record.tenant, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('oauth_clients')
          .values(toRow(record))
          .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows !== 1n) {
          throw new ConnformError('ERR_STORE_CONFLICT', `There is an OAuth client with the id ${record.id} already.`)
        }
        if (audit !== undefined) await append(db, record.tenant, audit)
      }),

    get: (tenant, id) =>
      run.read(tenant, async (db) => {
        const row = await db
          .selectFrom('oauth_clients')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .executeTakeFirst()
        return row && fromRow(row)
      }),

    list: (tenant, definition) =>
      run.read(tenant, async (db) => {
        const all = db.selectFrom('oauth_clients').selectAll().where('tenant', '=', tenant)
        const chosen = definition === undefined ? all : all.where('definition', '=', definition)
        const rows = await chosen.orderBy('name').orderBy('id').execute()
        return rows.map(fromRow)
      }),

    update: (record, expectedRevision, { secret, audit } = {}) =>
      run.write(record.tenant, async (db) => {
        const { tenant, id, sealed: _, key_id: __, ...changed } = toRow(record)
        const anew = secret === undefined ? {} : { sealed: secret.sealed, key_id: secret.keyId }
        const { numUpdatedRows } = await db
          .updateTable('oauth_clients')
          .set({ ...changed, ...anew })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('revision', '=', expectedRevision)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) throw new StoreConflictError(expectedRevision, 'OAuth client')
        if (audit !== undefined) await append(db, tenant, audit)
      }),

    // One statement: no connection can be saved between the look for one and the removal.
    removeUnused: (tenant, id, { audit } = {}) =>
      run.write(tenant, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('oauth_clients')
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where(({ exists, not, selectFrom }) =>
            not(
              exists(
                selectFrom('connections')
                  .select('connections.id')
                  .where('connections.tenant', '=', tenant)
                  .where('connections.oauth_client', '=', id),
              ),
            ),
          )
          .executeTakeFirstOrThrow()
        if (numDeletedRows !== 1n) return false
        if (audit !== undefined) await append(db, tenant, audit)
        return true
      }),
  } satisfies OAuthClientStore)
}

function toRow(record: OAuthClientRecord): OAuthClientRow {
  return {
    tenant: record.tenant,
    id: record.id,
    definition: record.definition,
    name: record.name,
    client_id: record.clientId,
    sealed: record.sealed,
    key_id: record.keyId,
    secret_updated_at: record.secretUpdatedAt,
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  }
}

function fromRow(row: OAuthClientRow): OAuthClientRecord {
  return Object.freeze({
    tenant: row.tenant,
    id: row.id,
    definition: row.definition,
    name: row.name,
    clientId: row.client_id,
    sealed: row.sealed,
    keyId: row.key_id,
    secretUpdatedAt: row.secret_updated_at,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })
}
