import type { RemovedTenant, TenantStore } from '@connform/core'
import type { AppendAudit } from './audit.ts'
import { checkLimit } from './check-limit.ts'
import type { Run } from './run.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { Tables } from './tables.ts'

/** In this order, what refers to another row goes before it. */
const tablesOfTenant = Object.freeze([
  'connection_search',
  'connection_secrets',
  'grants',
  'connections',
  'oauth_clients',
  'authorizations',
  'idempotency_keys',
  'access_passes',
  'setups',
  'data_keys',
] as const satisfies readonly (keyof Tables)[])

export function sqlTenants(run: Run, dialect: SqlDialect, append: AppendAudit): TenantStore {
  return Object.freeze({
    async list({ limit, after }) {
      checkLimit(limit)
      return run.read(null, async (db) => {
        const all = db.selectFrom('data_keys').select('tenant').distinct()
        const rest = after === undefined ? all : all.where('tenant', '>', after)
        return (await rest.orderBy('tenant').limit(limit).execute()).map(({ tenant }) => tenant)
      })
    },

    remove: (tenant, describe) =>
      run.write(tenant, async (db) => {
        await dialect.takeTime(db)
        // Who seals with one of these keys from here on waits, and then finds it gone.
        await dialect.lock(db.selectFrom('data_keys').select('key_id').where('tenant', '=', tenant)).execute()
        const removed = new Map<string, number>()
        for (const table of tablesOfTenant) {
          const { numDeletedRows } = await db.deleteFrom(table).where('tenant', '=', tenant).executeTakeFirstOrThrow()
          removed.set(table, Number(numDeletedRows))
        }
        const count = (table: (typeof tablesOfTenant)[number]) => removed.get(table) ?? 0
        const counts: RemovedTenant = Object.freeze({
          connections: count('connections'),
          oauthClients: count('oauth_clients'),
          dataKeys: count('data_keys'),
        })
        if (describe !== undefined) await append(db, tenant, describe(counts))
        return counts
      }),
  } satisfies TenantStore)
}
