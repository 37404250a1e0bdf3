import { type ConnectionQuery, type ConnectionStore, ConnformError, StoreConflictError } from '@connform/core'
import { sql } from 'kysely'
import { foldName, fromRow, toRow } from './connection-row.ts'
import { toGrantRow } from './grant-row.ts'
import { sqliteGrants } from './grants.ts'
import type { Run } from './run.ts'

const MAX_PAGE_ROWS = 1000

export function sqliteConnections(run: Run): ConnectionStore {
  return Object.freeze({
    insert: (record) =>
      run(async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('connections')
          .values({ ...toRow(record), ...toGrantRow(record.grant) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows !== 1n) {
          throw new ConnformError('ERR_STORE_CONFLICT', `There is a connection with the id ${record.id} already.`)
        }
      }),

    get: (tenant, id) =>
      run(async (db) => {
        const row = await db
          .selectFrom('connections')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .executeTakeFirst()
        return row && fromRow(row)
      }),

    list: (tenant, query) =>
      run(async (db) => {
        const { definition, status, search, oauthClient, after } = checked(query)
        let select = db.selectFrom('connections').selectAll().where('tenant', '=', tenant)
        if (definition !== undefined) select = select.where('definition', '=', definition)
        if (status !== undefined) select = select.where('status', '=', status)
        if (oauthClient !== undefined) select = select.where('oauth_client', '=', oauthClient)
        if (search !== undefined) select = select.where(sql<boolean>`instr(name_folded, ${foldName(search)}) > 0`)
        if (after !== undefined) {
          select = select.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('created_at', 'id'), '>', tuple(after.createdAt, after.id)),
          )
        }
        const rows = await select.orderBy('created_at').orderBy('id').limit(query.limit).execute()
        return rows.map(fromRow)
      }),

    update: (record, expectedRevision, { grant } = {}) =>
      run(async (db) => {
        const { tenant, id, ...changed } = toRow(record)
        const { numUpdatedRows } = await db
          .updateTable('connections')
          .set({ ...changed, ...(grant !== undefined && toGrantRow(grant)) })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('revision', '=', expectedRevision)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows !== 1n) throw new StoreConflictError(expectedRevision)
      }),

    remove: (tenant, id, expectedRevision) =>
      run(async (db) => {
        const here = db.deleteFrom('connections').where('tenant', '=', tenant).where('id', '=', id)
        const chosen = expectedRevision === undefined ? here : here.where('revision', '=', expectedRevision)
        const { numDeletedRows } = await chosen.executeTakeFirstOrThrow()
        if (numDeletedRows === 1n) return true
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

    ...sqliteGrants(run),
  } satisfies ConnectionStore)
}

function checked(query: ConnectionQuery): ConnectionQuery {
  if (Number.isInteger(query.limit) && query.limit >= 1 && query.limit <= MAX_PAGE_ROWS) return query
  throw new ConnformError(
    'ERR_OPTION_INVALID',
    `The limit of a page has to be a whole number from 1 to ${MAX_PAGE_ROWS}.`,
  )
}
