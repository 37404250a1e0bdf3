import { DatabaseSync } from 'node:sqlite'

/** With what is sealed of a connection beside it, as it lies in tables of its own. */
const connections = `(
  select c.*, s.sealed, s.key_id, g.sealed as grant_sealed, g.key_id as grant_key_id, g.expires_at as grant_expires_at,
    g.scopes as grant_scopes, g.issued_at as grant_issued_at
  from connections c
  left join connection_secrets s on s.tenant = c.tenant and s.connection = c.id
  left join grants g on g.tenant = c.tenant and g.connection = c.id)`

const sources = Object.freeze({
  connections,
  authorizations: '(select *, state_hash as id from authorizations)',
  oauth_clients: 'oauth_clients',
})

/** The rows of a table, oldest first, read past connform by another reader. */
export function readRows(
  file: string,
  table: 'connections' | 'authorizations' | 'oauth_clients' = 'connections',
): Record<string, unknown>[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare(`select * from ${sources[table]} order by created_at, id`).all()
  } finally {
    database.close()
  }
}
