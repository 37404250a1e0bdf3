import type { CreateTableBuilder, Kysely } from 'kysely'
import type { SchemaDialect } from './schema-dialect.ts'
import type { TableName } from './sql-dialect.ts'
import type { Tables } from './tables.ts'

type Kind = 'text' | 'text or null' | 'count'

interface Reference {
  readonly columns: readonly string[]
  readonly to: TableName
  readonly toColumns: readonly string[]
  /** A row that is referred to takes these rows along, or stays because of them. */
  readonly onDelete: 'cascade' | 'restrict'
}

interface Table {
  readonly columns: Readonly<Record<string, Kind>>
  readonly key: readonly string[]
  readonly references?: Readonly<Record<string, Reference>>
}

type ColumnsOf<Row> = {
  readonly [Column in keyof Row]: null extends Row[Column]
    ? 'text or null'
    : Row[Column] extends number
      ? 'count'
      : 'text'
}

const ofConnection = (column: 'connection' | 'id'): Reference => ({
  columns: ['tenant', column],
  to: 'connections',
  toColumns: ['tenant', 'id'],
  onDelete: 'cascade',
})

/** What is sealed keeps its data key, and none is stored under one that is gone. */
const sealedWith: Reference = Object.freeze({
  columns: ['tenant', 'key_id'],
  to: 'data_keys',
  toColumns: ['tenant', 'key_id'],
  onDelete: 'restrict',
})

/** What refers to another table comes after it. */
const tables: Readonly<Record<TableName, Table>> = Object.freeze({
  data_keys: {
    columns: {
      tenant: 'text',
      key_id: 'text',
      wrapped: 'text',
      wrapped_by: 'text',
      state: 'text',
      uses: 'count',
      created_at: 'text',
    },
    key: ['tenant', 'key_id'],
  },
  connections: {
    columns: {
      tenant: 'text',
      id: 'text',
      definition: 'text',
      definition_version: 'text',
      name: 'text',
      name_folded: 'text',
      auth_type: 'text',
      status: 'text',
      field_values: 'text',
      oauth_client: 'text or null',
      search_terms: 'text',
      secret_fields: 'text',
      last_test: 'text or null',
      cause: 'text',
      tested_at: 'text',
      revision: 'count',
      created_at: 'text',
      updated_at: 'text',
      removed_at: 'text or null',
    },
    key: ['tenant', 'id'],
  },
  connection_secrets: {
    columns: { tenant: 'text', connection: 'text', sealed: 'text', key_id: 'text' },
    key: ['tenant', 'connection'],
    references: { connection_secrets_connection: ofConnection('connection'), connection_secrets_data_key: sealedWith },
  },
  connection_search: {
    columns: { tenant: 'text', id: 'text', text: 'text' },
    key: ['tenant', 'id'],
    references: { connection_search_connection: ofConnection('id') },
  },
  grants: {
    columns: {
      tenant: 'text',
      connection: 'text',
      sealed: 'text or null',
      key_id: 'text or null',
      expires_at: 'text or null',
      scopes: 'text or null',
      issued_at: 'text or null',
      lease_holder: 'text or null',
      lease_until: 'text or null',
    },
    key: ['tenant', 'connection'],
    references: { grants_connection: ofConnection('connection'), grants_data_key: sealedWith },
  },
  oauth_clients: {
    columns: {
      tenant: 'text',
      id: 'text',
      definition: 'text',
      name: 'text',
      client_id: 'text',
      sealed: 'text',
      key_id: 'text',
      secret_updated_at: 'text',
      revision: 'count',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['tenant', 'id'],
    references: { oauth_clients_data_key: sealedWith },
  },
  authorizations: {
    columns: {
      state_hash: 'text',
      tenant: 'text',
      connection: 'text',
      definition: 'text',
      redirect_uri: 'text',
      scopes: 'text',
      created_at: 'text',
      expires_at: 'text',
    },
    key: ['state_hash'],
  },
  audit_entries: {
    columns: {
      tenant: 'text',
      sequence: 'count',
      at: 'text',
      actor: 'text',
      action: 'text',
      subject_kind: 'text',
      subject_id: 'text',
      fields: 'text',
      values_before: 'text or null',
      values_after: 'text or null',
      previous_hash: 'text',
      hash: 'text',
    },
    key: ['tenant', 'sequence'],
  },
  audit_heads: { columns: { tenant: 'text', sequence: 'count', hash: 'text' }, key: ['tenant'] },
  idempotency_keys: {
    columns: { tenant: 'text', key_hash: 'text', request: 'text', connection: 'text', expires_at: 'text' },
    key: ['tenant', 'key_hash'],
  },
  access_passes: {
    columns: {
      tenant: 'text',
      id: 'text',
      kind: 'text',
      hash: 'text',
      name: 'text',
      prefix: 'text',
      role: 'text',
      reach: 'text',
      created_at: 'text',
      created_by: 'text',
      expires_at: 'text or null',
      last_used_at: 'text or null',
      revoked_at: 'text or null',
    },
    key: ['tenant', 'id'],
  },
  setups: {
    columns: {
      tenant: 'text',
      id: 'text',
      document: 'text',
      single_of: 'text or null',
      document_version: 'text',
      name: 'text',
      slots: 'text',
      settings: 'text',
      used_at: 'text or null',
      used_with: 'text or null',
      revision: 'count',
      created_at: 'text',
      updated_at: 'text',
    },
    key: ['tenant', 'id'],
  },
} as const satisfies { readonly [Name in TableName]: Table & { readonly columns: ColumnsOf<Tables[Name]> } })

/** The tables of the migration `0004-…`. */
export const accessTables: readonly TableName[] = Object.freeze(['access_passes'])

/** The tables of the migration `0005-…`. */
export const setupTables: readonly TableName[] = Object.freeze(['setups'])

/** The tables of the migration `0003-…`. */
export const firstTables: readonly TableName[] = Object.freeze(
  (Object.keys(tables) as TableName[]).filter((name) => ![...accessTables, ...setupTables].includes(name)),
)

export async function makeTables(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  names: readonly TableName[],
): Promise<void> {
  for (const name of names) await makeTable(db, dialect, { name, table: tables[name] })
}

async function makeTable(
  db: Kysely<unknown>,
  dialect: SchemaDialect,
  { name, table }: { readonly name: TableName; readonly table: Table },
): Promise<void> {
  let create: CreateTableBuilder<string, string> = db.schema.createTable(name)
  const isNumbered = dialect.numbered.includes(name)
  if (isNumbered) create = create.addColumn('row', dialect.count, (column) => column.primaryKey())
  for (const [column, kind] of Object.entries(table.columns)) {
    const type = kind === 'count' ? dialect.count : dialect.text
    create = create.addColumn(column, type, (made) => (kind === 'text or null' ? made : made.notNull()))
  }
  create = isNumbered
    ? create.addUniqueConstraint(`${name}_key`, [...table.key])
    : create.addPrimaryKeyConstraint(`${name}_primary_key`, [...table.key])
  for (const [constraint, { columns, to, toColumns, onDelete }] of Object.entries(table.references ?? {})) {
    create = create.addForeignKeyConstraint(constraint, [...columns], to, [...toColumns], (made) =>
      made.onDelete(onDelete),
    )
  }
  await create.modifyEnd(dialect.endOfTable).execute()
}
