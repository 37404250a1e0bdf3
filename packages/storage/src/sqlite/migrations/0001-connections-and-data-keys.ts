import { type Kysely, sql } from 'kysely'

export async function connectionsAndDataKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('connections')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .addColumn('definition_version', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_folded', 'text', (column) => column.notNull())
    .addColumn('auth_type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('field_values', 'text', (column) => column.notNull())
    .addColumn('secret_fields', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text')
    .addColumn('key_id', 'text')
    .addColumn('last_test', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('connections_primary_key', ['tenant', 'id'])
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema.createIndex('connections_by_age').on('connections').columns(['tenant', 'created_at', 'id']).execute()
  // For the sweep after a key was rolled: which rows are still sealed with an older one.
  await db.schema.createIndex('connections_by_key').on('connections').columns(['tenant', 'key_id']).execute()

  await db.schema
    .createTable('data_keys')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('wrapped', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('uses', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('data_keys_primary_key', ['tenant', 'key_id'])
    .modifyEnd(sql`strict`)
    .execute()
  await db.schema
    .createIndex('data_keys_one_active')
    .unique()
    .on('data_keys')
    .column('tenant')
    .where(sql.ref('state'), '=', sql.lit('active'))
    .execute()
}
