import { type Kysely, sql } from 'kysely'
import type { Db } from '../sql/run.ts'
import { searchText } from '../sql/search-text.ts'
import type { Tables } from '../sql/tables.ts'

const oldTables = ['connections', 'data_keys', 'oauth_clients', 'authorizations']
const oldIndexes = [
  'connections_by_age',
  'connections_by_key',
  'connections_by_oauth_client',
  'data_keys_one_active',
  'oauth_clients_by_name',
  'authorizations_by_expiry',
]
const PAGE_ROWS = 1000
/** Longer values are no names of anything. */
const MAX_TERM_CHARACTERS = 253

export async function setAside(db: Kysely<unknown>): Promise<void> {
  for (const index of oldIndexes) await db.schema.dropIndex(index).execute()
  for (const table of oldTables) await db.schema.alterTable(table).renameTo(`old_${table}`).execute()
}

/** Rows whose JSON is damaged come along as they are: they must not stand in the way of all others. */
export async function takeOver(untyped: Kysely<unknown>): Promise<void> {
  const db = untyped as Db
  await takeOverDataKeys(db)
  await sql`
    insert into connections
    select tenant, id, definition, definition_version, name, name_folded, auth_type, status, field_values, oauth_client,
      '[]', secret_fields, last_test,
      case when json_valid(last_test) then coalesce(last_test ->> '$.cause', 'untested') else 'untested' end,
      case when json_valid(last_test) then coalesce(last_test ->> '$.testedAt', '') else '' end,
      revision, created_at, updated_at, null
    from old_connections
  `.execute(db)
  await sql`
    insert into connection_secrets
    select tenant, id, sealed, key_id from old_connections where sealed is not null and key_id is not null
  `.execute(db)
  await sql`
    insert into grants
    select tenant, id, grant_sealed, grant_key_id, grant_expires_at, grant_scopes, grant_issued_at, grant_lease_holder,
      grant_lease_until
    from old_connections where grant_sealed is not null or grant_lease_holder is not null
  `.execute(db)
  await takeOverSearchTerms(db)
  await sql`insert into oauth_clients select * from old_oauth_clients`.execute(db)
  await sql`insert into authorizations select * from old_authorizations`.execute(db)
  for (const table of oldTables) await db.schema.dropTable(`old_${table}`).execute()
}

/** Which key wrapped a data key stands in the header of what it made. */
async function takeOverDataKeys(db: Db): Promise<void> {
  type OldTables = { readonly old_data_keys: Omit<Tables['data_keys'], 'wrapped_by'> }
  const old = (db as unknown as Kysely<OldTables>).selectFrom('old_data_keys').selectAll()
  for (const row of await old.execute()) {
    await db
      .insertInto('data_keys')
      .values({ ...row, wrapped_by: keyIdInHeader(row.wrapped) })
      .execute()
  }
}

function keyIdInHeader(token: string): string {
  const header = textMembers(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString())
  return header.find(([name]) => name === 'kid')?.[1] ?? ''
}

/** Nobody said so far what a connection is found by; its short texts are what there is. */
async function takeOverSearchTerms(db: Db): Promise<void> {
  let after: { readonly tenant: string; readonly id: string } | undefined
  do {
    const all = db.selectFrom('connections').select(['tenant', 'id', 'name', 'definition', 'field_values'])
    const last = after
    const rest = last
      ? all.where(({ eb, refTuple, tuple }) => eb(refTuple('tenant', 'id'), '>', tuple(last.tenant, last.id)))
      : all
    const rows = await rest.orderBy('tenant').orderBy('id').limit(PAGE_ROWS).execute()
    for (const { tenant, id, name, definition, field_values } of rows) {
      const searchTerms = textMembers(field_values)
        .filter(([field, text]) => field !== 'oauthClient' && text.length <= MAX_TERM_CHARACTERS)
        .map(([, text]) => text)
        .filter((text) => !/\p{Cc}/u.test(text))
      await db
        .updateTable('connections')
        .set({ search_terms: JSON.stringify(searchTerms) })
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .execute()
      await db
        .insertInto('connection_search')
        .values({ tenant, id, text: searchText({ name, definition, searchTerms }) })
        .execute()
    }
    after = rows.length === PAGE_ROWS ? rows.at(-1) : undefined
  } while (after !== undefined)
}

/** The members of a JSON object that are texts; none where it is damaged. */
function textMembers(json: string): readonly (readonly [string, string])[] {
  let members: unknown
  try {
    members = JSON.parse(json)
  } catch {
    return []
  }
  if (typeof members !== 'object' || members === null) return []
  return Object.entries(members).filter((member): member is [string, string] => typeof member[1] === 'string')
}
