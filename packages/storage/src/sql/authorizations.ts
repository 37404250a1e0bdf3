import { type AuthorizationRecord, type AuthorizationStore, ConnformError } from '@connform/core'
import { parseStored } from './parse-stored.ts'
import type { Run } from './run.ts'
import type { AuthorizationRow } from './tables.ts'

export function sqlAuthorizations(run: Run): AuthorizationStore {
  return Object.freeze({
    insert: (record) =>
      run.write(record.tenant, async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('authorizations')
          .values(toRow(record))
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows !== 1n) {
          throw new ConnformError('ERR_STORE_CONFLICT', 'There is an authorisation with this state already.')
        }
      }),

    take: (stateHash, now) =>
      run.write(null, async (db) => {
        await db.deleteFrom('authorizations').where('expires_at', '<', now).execute()
        const row = await db
          .deleteFrom('authorizations')
          .where('state_hash', '=', stateHash)
          .returningAll()
          .executeTakeFirst()
        return row && fromRow(row)
      }),
  } satisfies AuthorizationStore)
}

function toRow(record: AuthorizationRecord): AuthorizationRow {
  return {
    state_hash: record.stateHash,
    tenant: record.tenant,
    connection: record.connection,
    definition: record.definition,
    redirect_uri: record.redirectUri,
    scopes: JSON.stringify(record.scopes),
    created_at: record.createdAt,
    expires_at: record.expiresAt,
  }
}

function fromRow(row: AuthorizationRow): AuthorizationRecord {
  return Object.freeze({
    stateHash: row.state_hash,
    tenant: row.tenant,
    connection: row.connection,
    definition: row.definition,
    redirectUri: row.redirect_uri,
    scopes: parseStored<string[]>(row.scopes, `authorisation of the connection ${row.connection}`),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  })
}
