import { DatabaseSync } from 'node:sqlite'

/** What `0002-grants-oauth-clients-and-authorizations` added to a database of the first migration. */
const changes = `
  alter table "connections" add column "oauth_client" text;
  alter table "connections" add column "grant_sealed" text;
  alter table "connections" add column "grant_key_id" text;
  alter table "connections" add column "grant_expires_at" text;
  alter table "connections" add column "grant_scopes" text;
  alter table "connections" add column "grant_issued_at" text;
  alter table "connections" add column "grant_lease_holder" text;
  alter table "connections" add column "grant_lease_until" text;
  create index "connections_by_oauth_client" on "connections" ("tenant", "oauth_client", "created_at", "id")
    where "oauth_client" is not null;
  create table "oauth_clients" ("tenant" text not null, "id" text not null, "definition" text not null,
    "name" text not null, "client_id" text not null, "sealed" text not null, "key_id" text not null,
    "secret_updated_at" text not null, "revision" integer not null, "created_at" text not null,
    "updated_at" text not null, constraint "oauth_clients_primary_key" primary key ("tenant", "id")) strict;
  create index "oauth_clients_by_name" on "oauth_clients" ("tenant", "name", "id");
  create table "authorizations" ("state_hash" text not null primary key, "tenant" text not null,
    "connection" text not null, "definition" text not null, "redirect_uri" text not null, "scopes" text not null,
    "created_at" text not null, "expires_at" text not null) strict;
  create index "authorizations_by_expiry" on "authorizations" ("expires_at");
  insert into "kysely_migration" values ('0002-grants-oauth-clients-and-authorizations', '2026-01-01T00:00:01.000Z');
  pragma user_version = 2;
`

/** Brings a database of the first migration to the second, and runs `rows` on it. */
export function makeSecondDatabase(path: string, rows: string): void {
  const database = new DatabaseSync(path)
  database.exec(changes)
  database.exec(rows)
  database.close()
}
