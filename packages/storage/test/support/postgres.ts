import pg from 'pg'
import { inject } from 'vitest'

/** The URL of an empty PostgreSQL database. */
export async function newDatabase(): Promise<string> {
  const answer = await fetch(inject('newDatabase'))
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

/** Runs `work` with a connection that knows nothing of the store. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Deletes every row, those that the database itself refuses to delete, too; much faster than a new database. */
export async function emptyDatabase(pool: pg.Pool): Promise<void> {
  await pool.query(`
    begin;
    set local session_replication_role = replica;
    do $$ declare name text; begin
      for name in select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname = 'connform' and relkind = 'r' and relname not like 'kysely%'
      loop execute format('delete from connform.%I', name); end loop;
    end $$;
    commit`)
}
