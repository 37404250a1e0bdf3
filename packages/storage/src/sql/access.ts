import { type AccessRecord, type AccessStore, type AuditEntry, ConnformError } from '@connform/core'
import { sql } from 'kysely'
import type { AppendAudit } from './audit.ts'
import type { Db, Run } from './run.ts'
import { statement } from './statement.ts'
import type { AccessPassRow } from './tables.ts'

export function sqlAccess(run: Run, append: AppendAudit): AccessStore {
  const put = async (db: Db, record: AccessRecord, audit: AuditEntry | undefined): Promise<void> => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('access_passes')
      .values(toRow(record))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) {
      throw new ConnformError('ERR_STORE_CONFLICT', 'There is an API key, session or login link like this already.')
    }
    if (audit !== undefined) await append(db, record.tenant, audit)
  }

  const passOf = statement((db, { hash }: { readonly hash: string }) =>
    db.selectFrom('access_passes').selectAll().where('hash', '=', hash),
  )

  return Object.freeze({
    insert: (record, { audit } = {}) => run.write(record.tenant, (db) => put(db, record, audit)),

    // For no tenant in particular: which one it is, only the row says.
    async find(hash) {
      const [row] = await run.rows(null, passOf, { hash })
      return row && fromRow(row)
    },

    listKeys: (tenant) =>
      run.read(tenant, async (db) => {
        const rows = await db
          .selectFrom('access_passes')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('kind', '=', 'api_key')
          .orderBy('created_at')
          .orderBy('id')
          .execute()
        return rows.map(fromRow)
      }),

    revokeKey: (tenant, id, { revokedAt, audit }) =>
      run.write(tenant, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('access_passes')
          .set({ revoked_at: revokedAt })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('kind', '=', 'api_key')
          .where('revoked_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 1n && audit !== undefined) await append(db, tenant, audit)
        const row = await db
          .selectFrom('access_passes')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('kind', '=', 'api_key')
          .executeTakeFirst()
        return row && fromRow(row)
      }),

    noteUse: ({ tenant, id }, { at, unless }) =>
      run.write(tenant, async (db) => {
        await db
          .updateTable('access_passes')
          .set({ last_used_at: at })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where(({ eb, or }) => or([eb('last_used_at', 'is', null), eb('last_used_at', '<', unless)]))
          .execute()
      }),

    // What is deleted is gone for whoever waits for the row: one of many goes on.
    redeem: (hash, now, begin) =>
      run.write(null, async (db) => {
        await clearExpired(db, now)
        const row = await db
          .deleteFrom('access_passes')
          .where('hash', '=', hash)
          .where('kind', '=', 'login_link')
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) return undefined
        const { session, audit } = begin(fromRow(row))
        await put(db, session, audit)
        return session
      }),

    endSession: (hash, describe) =>
      run.write(null, async (db) => {
        const row = await db
          .deleteFrom('access_passes')
          .where('hash', '=', hash)
          .where('kind', '=', 'session')
          .returningAll()
          .executeTakeFirst()
        if (row === undefined) return false
        if (describe !== undefined) await append(db, row.tenant, describe(fromRow(row)))
        return true
      }),

    clear: (now) => run.write(null, (db) => clearExpired(db, now)),
  } satisfies AccessStore)
}

async function clearExpired(db: Db, now: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('access_passes')
    // In the words of the index of what expires, which a parameter would hide from it.
    .where('kind', '<>', sql.lit('api_key'))
    .where('expires_at', '<', now)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

function toRow(record: AccessRecord): AccessPassRow {
  return {
    tenant: record.tenant,
    id: record.id,
    kind: record.kind,
    hash: record.hash,
    name: record.name,
    prefix: record.prefix,
    role: record.role,
    reach: record.reach,
    created_at: record.createdAt,
    created_by: record.createdBy,
    expires_at: record.expiresAt,
    last_used_at: record.lastUsedAt,
    revoked_at: record.revokedAt,
  }
}

function fromRow(row: AccessPassRow): AccessRecord {
  return Object.freeze({
    tenant: row.tenant,
    id: row.id,
    kind: row.kind as AccessRecord['kind'],
    hash: row.hash,
    name: row.name,
    prefix: row.prefix,
    role: row.role as AccessRecord['role'],
    reach: row.reach as AccessRecord['reach'],
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  })
}
