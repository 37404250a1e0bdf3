import { type ConnectionRecord, type ConnectionStore, ConnformError, StoreConflictError } from '@connform/core'
import type { AppendAudit } from './audit.ts'
import { sqlConnectionList } from './connection-list.ts'
import { fromRow, fromSummaryRow, summaryColumns, toRow } from './connection-row.ts'
import { sqlDueConnections } from './due-connections.ts'
import { sqlGrants, writeGrant } from './grants.ts'
import { claimIdempotencyKey } from './idempotency.ts'
import type { Db, Run } from './run.ts'
import { searchText } from './search-text.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { statement } from './statement.ts'

export function sqlConnections(run: Run, dialect: SqlDialect, append: AppendAudit): ConnectionStore {
  const oneConnection = statement(wholeConnection)
  const oneSummary = statement(connectionSummary)
  return Object.freeze({
    insert: (record, { idempotency, audit } = {}) =>
      run.write(record.tenant, async (db) => {
        const { tenant, id } = record
        if (idempotency !== undefined) {
          await claimIdempotencyKey(db, tenant, { ...idempotency, connection: id, now: record.createdAt })
        }
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('connections')
          .values(toRow(record))
          .onConflict((conflict) => conflict.columns(['tenant', 'id']).doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows !== 1n) {
          throw new ConnformError('ERR_STORE_CONFLICT', `There is a connection with the id ${id} already.`)
        }
        await db
          .insertInto('connection_search')
          .values({ tenant, id, text: searchText(record) })
          .execute()
        await writeCredentials(db, record, record)
        if (record.grant !== null) await writeGrant(db, record, record.grant)
        if (audit !== undefined) await append(db, tenant, audit)
      }),

    async get(tenant, id) {
      const [row] = await run.rows(tenant, oneConnection, { tenant, id })
      return row && fromRow(row)
    },

    async getSummary(tenant, id) {
      const [row] = await run.rows(tenant, oneSummary, { tenant, id })
      return row && fromSummaryRow(row)
    },

    update: (record, expectedRevision, { grant, credentials, audit, state = record } = {}) =>
      run.write(record.tenant, async (db) => {
        const { tenant, id, status, last_test, cause, tested_at, ...changed } = toRow({ ...record, ...state })
        const { numUpdatedRows } = await db
          .updateTable('connections')
          .set({
            ...changed,
            ...(state.status !== undefined && { status }),
            ...(state.lastTest !== undefined && { last_test, cause, tested_at }),
          })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('revision', '=', expectedRevision)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) throw new StoreConflictError(expectedRevision)
        const text = searchText(record)
        await db
          .updateTable('connection_search')
          .set({ text })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('text', '<>', text)
          .execute()
        if (credentials !== undefined) await writeCredentials(db, record, credentials)
        if (grant !== undefined) await writeGrant(db, record, grant)
        if (audit !== undefined) await append(db, tenant, audit)
      }),

    remove: (tenant, id, { expectedRevision, audit } = {}) =>
      run.write(tenant, async (db) => {
        const here = db.deleteFrom('connections').where('tenant', '=', tenant).where('id', '=', id)
        const chosen = expectedRevision === undefined ? here : here.where('revision', '=', expectedRevision)
        const { numDeletedRows } = await chosen.executeTakeFirstOrThrow()
        if (numDeletedRows === 1n) {
          if (audit !== undefined) await append(db, tenant, audit)
          return true
        }
        if (expectedRevision === undefined) return false
        const changed = await db
          .selectFrom('connections')
          .select('revision')
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .executeTakeFirst()
        if (changed !== undefined) throw new StoreConflictError(expectedRevision)
        return false
      }),

    ...sqlConnectionList(run, dialect),
    ...sqlDueConnections(run),
    ...sqlGrants(run),
  } satisfies ConnectionStore)
}

async function writeCredentials(
  db: Db,
  { tenant, id }: Pick<ConnectionRecord, 'tenant' | 'id'>,
  { sealed, keyId }: Pick<ConnectionRecord, 'sealed' | 'keyId'>,
): Promise<void> {
  if (sealed === null || keyId === null) {
    await db.deleteFrom('connection_secrets').where('tenant', '=', tenant).where('connection', '=', id).execute()
    return
  }
  const row = { sealed, key_id: keyId }
  await db
    .insertInto('connection_secrets')
    .values({ tenant, connection: id, ...row })
    .onConflict((conflict) => conflict.columns(['tenant', 'connection']).doUpdateSet(row))
    .execute()
}

/** What is shown of a connection, which takes no other table. */
const connectionSummary = (db: Db, { tenant, id }: Readonly<Record<'tenant' | 'id', string>>) =>
  db.selectFrom('connections').select(summaryColumns).where('tenant', '=', tenant).where('id', '=', id)

/** A connection with everything that is sealed of it. */
const wholeConnection = (db: Db, { tenant, id }: Readonly<Record<'tenant' | 'id', string>>) =>
  db
    .selectFrom('connections')
    .leftJoin('connection_secrets as secret', (join) =>
      join.onRef('secret.tenant', '=', 'connections.tenant').onRef('secret.connection', '=', 'connections.id'),
    )
    .leftJoin('grants', (join) =>
      join.onRef('grants.tenant', '=', 'connections.tenant').onRef('grants.connection', '=', 'connections.id'),
    )
    .selectAll('connections')
    .select([
      'secret.sealed',
      'secret.key_id',
      'grants.sealed as grant_sealed',
      'grants.key_id as grant_key_id',
      'grants.expires_at as grant_expires_at',
      'grants.scopes as grant_scopes',
      'grants.issued_at as grant_issued_at',
    ])
    .where('connections.tenant', '=', tenant)
    .where('connections.id', '=', id)
