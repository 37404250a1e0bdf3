import { type AuditAction, type AuditEntry, type AuditRecord, type AuditStore, auditHash } from '@connform/core'
import { checkLimit } from './check-limit.ts'
import { parseStored } from './parse-stored.ts'
import type { Db, Run } from './run.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { AuditEntryRow } from './tables.ts'

/** Appends an entry within the transaction of what it is about, as the last thing: the chain is locked until its end. */
export type AppendAudit = (db: Db, tenant: string, entry: AuditEntry) => Promise<AuditRecord>

export function sqlAudit(run: Run, append: AppendAudit): AuditStore {
  return Object.freeze({
    append: (tenant, entry) => run.write(tenant, (db) => append(db, tenant, entry)),

    list: (tenant, query) =>
      run.read(tenant, async (db) => {
        const { subject, action, actor, from, to, after, newestFirst = false, limit } = query
        checkLimit(limit)
        let select = db.selectFrom('audit_entries').selectAll().where('tenant', '=', tenant)
        if (subject !== undefined) select = select.where('subject_id', '=', subject)
        if (action !== undefined) select = select.where('action', '=', action)
        if (actor !== undefined) select = select.where('actor', '=', actor)
        if (from !== undefined) select = select.where('at', '>=', from)
        if (to !== undefined) select = select.where('at', '<', to)
        if (after !== undefined) select = select.where('sequence', newestFirst ? '<' : '>', after)
        const rows = await select
          .orderBy('sequence', newestFirst ? 'desc' : 'asc')
          .limit(limit)
          .execute()
        return rows.map(fromRow)
      }),

    head: (tenant) =>
      run.read(tenant, (db) =>
        db.selectFrom('audit_heads').select(['sequence', 'hash']).where('tenant', '=', tenant).executeTakeFirst(),
      ),
  } satisfies AuditStore)
}

export function auditAppender(dialect: SqlDialect): AppendAudit {
  const headOf = (db: Db, tenant: string) =>
    dialect
      .lock(db.selectFrom('audit_heads').select(['sequence', 'hash']).where('tenant', '=', tenant))
      .executeTakeFirst()

  /** Where the chain of a tenant begins. */
  async function begin(db: Db, tenant: string) {
    const first = { tenant, sequence: 0, hash: '' }
    await db
      .insertInto('audit_heads')
      .values(first)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return (await headOf(db, tenant)) ?? first
  }

  return async (db, tenant, entry) => {
    const head = (await headOf(db, tenant)) ?? (await begin(db, tenant))
    const linked = { ...wellFormed(entry), tenant, sequence: head.sequence + 1, previousHash: head.hash }
    const record: AuditRecord = Object.freeze({ ...linked, hash: await auditHash(linked) })
    await db.insertInto('audit_entries').values(toRow(record)).execute()
    await db
      .updateTable('audit_heads')
      .set({ sequence: record.sequence, hash: record.hash })
      .where('tenant', '=', tenant)
      .execute()
    return record
  }
}

/** As it comes out of the database again: half a surrogate pair does not, and would break the hash. */
function wellFormed({ at, actor, action, subject, fields, before, after }: AuditEntry): AuditEntry {
  return {
    at: at.toWellFormed(),
    actor: actor.toWellFormed(),
    action,
    subject: { kind: subject.kind, id: subject.id.toWellFormed() },
    fields,
    before,
    after,
  }
}

function toRow(record: AuditRecord): AuditEntryRow {
  return {
    tenant: record.tenant,
    sequence: record.sequence,
    at: record.at,
    actor: record.actor,
    action: record.action,
    subject_kind: record.subject.kind,
    subject_id: record.subject.id,
    fields: JSON.stringify(record.fields),
    values_before: record.before === null ? null : JSON.stringify(record.before),
    values_after: record.after === null ? null : JSON.stringify(record.after),
    previous_hash: record.previousHash,
    hash: record.hash,
  }
}

function fromRow(row: AuditEntryRow): AuditRecord {
  const what = `audit entry ${row.sequence}`
  const values = (json: string | null) => (json === null ? null : parseStored<Record<string, unknown>>(json, what))
  return Object.freeze({
    tenant: row.tenant,
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    action: row.action as AuditAction,
    subject: Object.freeze({ kind: row.subject_kind as AuditRecord['subject']['kind'], id: row.subject_id }),
    fields: parseStored<string[]>(row.fields, what),
    before: values(row.values_before),
    after: values(row.values_after),
    previousHash: row.previous_hash,
    hash: row.hash,
  })
}
