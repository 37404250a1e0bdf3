import { type Kysely, sql } from 'kysely'
import type { TableName } from './sql-dialect.ts'

interface Index {
  readonly on: TableName
  readonly columns: string
  readonly where?: string
  readonly unique?: true
}

const present = 'removed_at is null'
const removed = 'removed_at is not null'

const indexes: Readonly<Record<string, Index>> = Object.freeze({
  // One for each thing a list can be sorted by; they serve filters by the same column, too.
  connections_by_name: { on: 'connections', columns: 'tenant, name_folded, id', where: present },
  connections_by_definition: { on: 'connections', columns: 'tenant, definition, id', where: present },
  connections_by_auth_type: { on: 'connections', columns: 'tenant, auth_type, id', where: present },
  connections_by_status: { on: 'connections', columns: 'tenant, status, id', where: present },
  connections_by_cause: { on: 'connections', columns: 'tenant, cause, id', where: present },
  connections_by_test: { on: 'connections', columns: 'tenant, tested_at, id', where: present },
  connections_by_age: { on: 'connections', columns: 'tenant, created_at, id', where: present },
  connections_by_change: { on: 'connections', columns: 'tenant, updated_at, id', where: present },
  connections_removed: { on: 'connections', columns: 'tenant, created_at, id', where: removed },
  connections_by_oauth_client: {
    on: 'connections',
    columns: 'tenant, oauth_client, created_at, id',
    where: 'oauth_client is not null',
  },

  // What is due, over all tenants.
  connections_to_test: {
    on: 'connections',
    columns: 'tested_at, tenant, id',
    where: `${present} and status in ('active', 'failing')`,
  },
  connections_to_purge: { on: 'connections', columns: 'removed_at, tenant, id', where: removed },
  grants_to_renew: { on: 'grants', columns: 'expires_at, tenant, connection', where: 'expires_at is not null' },
  authorizations_by_expiry: { on: 'authorizations', columns: 'expires_at' },
  idempotency_keys_by_expiry: { on: 'idempotency_keys', columns: 'expires_at' },

  // What is sealed with a data key, for the sweep after it was followed by another.
  connection_secrets_by_key: { on: 'connection_secrets', columns: 'tenant, key_id, connection' },
  grants_by_key: { on: 'grants', columns: 'tenant, key_id, connection', where: 'key_id is not null' },
  oauth_clients_by_key: { on: 'oauth_clients', columns: 'tenant, key_id, id' },

  oauth_clients_by_name: { on: 'oauth_clients', columns: 'tenant, name, id' },
  data_keys_one_active: { on: 'data_keys', columns: 'tenant', where: `state = 'active'`, unique: true },
  access_passes_by_hash: { on: 'access_passes', columns: 'hash', unique: true },
  access_passes_by_expiry: { on: 'access_passes', columns: 'expires_at', where: `kind <> 'api_key'` },
  setups_by_name: { on: 'setups', columns: 'tenant, document, name, id' },
  setups_single: { on: 'setups', columns: 'tenant, single_of', where: 'single_of is not null', unique: true },
  audit_entries_by_subject: { on: 'audit_entries', columns: 'tenant, subject_id, sequence' },
})

/** All those of some tables. */
export async function makeIndexes(db: Kysely<unknown>, tables: readonly TableName[]): Promise<void> {
  for (const [name, { on, columns, where, unique }] of Object.entries(indexes)) {
    if (!tables.includes(on)) continue
    const kind = unique ? 'unique index' : 'index'
    await sql.raw(`create ${kind} ${name} on ${on} (${columns})${where ? ` where ${where}` : ''}`).execute(db)
  }
}
