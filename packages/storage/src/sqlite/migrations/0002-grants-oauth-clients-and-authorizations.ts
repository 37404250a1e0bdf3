import { type Kysely, sql } from 'kysely'

const connectionColumns = [
  'oauth_client',
  'grant_sealed',
  'grant_key_id',
  'grant_expires_at',
  'grant_scopes',
  'grant_issued_at',
  'grant_lease_holder',
  'grant_lease_until',
] as const

export async function grantsOAuthClientsAndAuthorizations(db: Kysely<unknown>): Promise<void> {
  for (const column of connectionColumns) await db.schema.alterTable('connections').addColumn(column, 'text').execute()
  // A damaged row stays as it is, for it must not stand in the way of all others.
  await sql`
    update connections set oauth_client = json_extract(field_values, '$.oauthClient')
    where case when json_valid(field_values) then json_type(field_values, '$.oauthClient') = 'text' else false end
  `.execute(db)
  await db.schema
    .createIndex('connections_by_oauth_client')
    .on('connections')
    .columns(['tenant', 'oauth_client', 'created_at', 'id'])
    .where(sql.ref('oauth_client'), 'is not', null)
    .execute()

  await db.schema
    .createTable('oauth_clients')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('secret_updated_at', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('oauth_clients_primary_key', ['tenant', 'id'])
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('oauth_clients_by_name').on('oauth_clients').columns(['tenant', 'name', 'id']).execute()

  await db.schema
    .createTable('authorizations')
    .addColumn('state_hash', 'text', (column) => column.notNull().primaryKey())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('redirect_uri', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('authorizations_by_expiry').on('authorizations').column('expires_at').execute()
}
