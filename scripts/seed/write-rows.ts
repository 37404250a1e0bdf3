import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { type Batch, type Row, tableNames } from './rows.ts'

/**
 * Writes many rows past the store, in one transaction: the indexes are dropped at its beginning and made anew at its end,
 * from what the store says of them.
 */
export interface Writer {
  write(tenant: string, batch: Batch): Promise<void>
  /** Ends the transaction, and brings the planner's statistics up to date. */
  finish(): Promise<void>
  /** Without `finish` before it, nothing was written. */
  close(): Promise<void>
}

type Table = (typeof tableNames)[number] | 'audit_heads'
type Columns = ReadonlyMap<string, string>

export function openWriter(url: string): Promise<Writer> {
  return url.startsWith('sqlite:') ? sqliteWriter(url.slice('sqlite:'.length)) : postgresWriter(url)
}

async function sqliteWriter(path: string): Promise<Writer> {
  const database = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: false })
  database.exec('pragma synchronous = off; pragma cache_size = -262144; begin immediate')
  const setAside = database
    .prepare(`select type, name, sql from sqlite_schema where sql is not null and type in ('index', 'trigger')
      and tbl_name in (select value from json_each(?))`)
    .all(JSON.stringify(tableNames))
  for (const { type, name } of setAside) database.exec(`drop ${type} ${name}`)
  const columnsOf = (table: Table): Columns => {
    const columns = database.prepare(`select name, type from pragma_table_info('${table}') where name <> 'row'`).all()
    return new Map(columns.map(({ name, type }) => [String(name), String(type)]))
  }
  const insert = (table: Table, how = 'insert') => {
    const names = [...columnsOf(table).keys()]
    const statement = database.prepare(`${how} into ${table} (${names}) values (${names.map(() => '?')})`)
    return (row: Row) => statement.run(...names.map((name) => memberOf(row, name)))
  }
  const inserts = Object.fromEntries(tableNames.map((table) => [table, insert(table)]))
  const putHead = insert('audit_heads', 'insert or replace')
  return {
    write: async (tenant, { rows, end }) => {
      for (const table of tableNames) for (const row of rows[table]) inserts[table]?.(row)
      putHead({ tenant, ...end })
    },
    finish: async () => {
      for (const { sql } of setAside) database.exec(String(sql))
      database.exec("insert into connection_search_index (connection_search_index) values ('rebuild')")
      database.exec('analyze; commit; pragma wal_checkpoint(truncate)')
    },
    close: async () => database.close(),
  }
}

async function postgresWriter(url: string): Promise<Writer> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`set search_path = connform, public; set maintenance_work_mem = '512MB'; begin`)
  const { rows: setAside } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any ($1::regclass[]) and not indisprimary and not indisunique`,
    [tableNames],
  )
  for (const { name } of setAside) await client.query(`drop index ${name}`)
  const columnsOf = async (table: Table): Promise<Columns> => {
    const { rows } = await client.query<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'connform' and table_name = $1 order by ordinal_position`,
      [table],
    )
    return new Map(rows.map(({ name, type }) => [name, type]))
  }
  const insert = async (table: Table, conflict = '') => {
    const columns = [...(await columnsOf(table))]
    const names = columns.map(([name]) => name)
    const lists = columns.map(([, type], index) => `$${index + 1}::${type}[]`)
    const text = `insert into ${table} (${names}) select * from unnest(${lists}) ${conflict}`
    return (rows: readonly Row[]) =>
      client.query(
        text,
        names.map((name) => rows.map((row) => memberOf(row, name))),
      )
  }
  const inserts = new Map<Table, Awaited<ReturnType<typeof insert>>>()
  for (const table of tableNames) inserts.set(table, await insert(table))
  const putHead = await insert(
    'audit_heads',
    'on conflict (tenant) do update set sequence = excluded.sequence, hash = excluded.hash',
  )
  return {
    write: async (tenant, { rows, end }) => {
      for (const table of tableNames) await inserts.get(table)?.(rows[table])
      await putHead([{ tenant, ...end }])
    },
    finish: async () => {
      for (const { definition } of setAside) await client.query(definition)
      await client.query('commit')
      await client.query('vacuum analyze')
    },
    close: () => client.end(),
  }
}

/** A column nothing is known of is one that came with a later migration: the rows have to follow. */
function memberOf(row: Row, column: string): string | number | null {
  const member = row[column]
  if (member === undefined) throw new Error(`The column ${column} of the store is not filled by scripts/seed/rows.ts.`)
  return member
}
