import { DatabaseSync } from 'node:sqlite'

/** What `0001-connections-and-data-keys` made, in the words of a database it ran on. */
const schema = `
  create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
  create table "kysely_migration_lock"
    ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
  create table "connections" ("tenant" text not null, "id" text not null, "definition" text not null,
    "definition_version" text not null, "name" text not null, "name_folded" text not null, "auth_type" text not null,
    "status" text not null, "field_values" text not null, "secret_fields" text not null, "sealed" text, "key_id" text,
    "last_test" text, "revision" integer not null, "created_at" text not null, "updated_at" text not null,
    constraint "connections_primary_key" primary key ("tenant", "id")) strict;
  create index "connections_by_age" on "connections" ("tenant", "created_at", "id");
  create index "connections_by_key" on "connections" ("tenant", "key_id");
  create table "data_keys" ("tenant" text not null, "key_id" text not null, "wrapped" text not null,
    "state" text not null, "uses" integer not null, "created_at" text not null,
    constraint "data_keys_primary_key" primary key ("tenant", "key_id")) strict;
  create unique index "data_keys_one_active" on "data_keys" ("tenant") where "state" = 'active';
  insert into "kysely_migration" values ('0001-connections-and-data-keys', '2026-01-01T00:00:00.000Z');
  insert into "kysely_migration_lock" values ('migration_lock', 0);
  pragma application_id = 0x636e666d;
  pragma user_version = 1;
`

/** A connection as such a database holds it. */
export interface FirstRow {
  readonly id: string
  /** JSON. */
  readonly values: string
}

/** Makes a database on which the first migration alone has run, with these connections and one data key in it. */
export function makeFirstDatabase(path: string, rows: readonly FirstRow[]): void {
  const database = new DatabaseSync(path)
  database.exec(schema)
  const insert = database.prepare(`
    insert into connections values ('one', ?, 'example', '1.0.0', 'Bäckerei', 'BÄCKEREI', 'token', 'failing', ?,
      '{"token":"2026-01-02T00:00:00.000Z"}', 'header..iv.ciphertext.tag', 'key-1', null, 4,
      '2026-01-01T00:00:00.000Z', '2026-01-03T00:00:00.000Z')`)
  for (const { id, values } of rows) insert.run(id, values)
  database.exec(`insert into data_keys values ('one', 'key-1', 'wrapped', 'active', 7, '2026-01-01T00:00:00.000Z')`)
  database.close()
}
