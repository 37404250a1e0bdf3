import type { Vault } from '@connform/core'
import type { MadeUp } from './made-up-connection.ts'

/** Rows by table, each as its values in the order of {@link columns}. */
export type Rows = { readonly [Table in keyof typeof columns]: readonly (string | number | null)[][] }

/** The tables a connection lies in, and the columns that are filled, as the store's migrations made them. */
export const columns = Object.freeze({
  connections: [
    'tenant',
    'id',
    'definition',
    'definition_version',
    'name',
    'name_folded',
    'auth_type',
    'status',
    'field_values',
    'oauth_client',
    'search_terms',
    'secret_fields',
    'last_test',
    'cause',
    'tested_at',
    'revision',
    'created_at',
    'updated_at',
    'removed_at',
  ],
  connection_secrets: ['tenant', 'connection', 'sealed', 'key_id'],
  connection_search: ['tenant', 'id', 'text'],
  grants: ['tenant', 'connection', 'sealed', 'key_id', 'expires_at', 'issued_at'],
} as const)

const folded = (text: string): string => text.normalize('NFC').toUpperCase()

/** The rows of many connections, with everything secret sealed for real. */
export function rowsOf(vault: Vault, madeUp: readonly MadeUp[]): Rows {
  const rows: Record<keyof Rows, (string | number | null)[][]> = {
    connections: [],
    connection_secrets: [],
    connection_search: [],
    grants: [],
  }
  for (const { record, secrets, grantEndsAt } of madeUp) {
    const { tenant, id, name, definition, searchTerms, lastTest } = record
    rows.connections.push([
      tenant,
      id,
      definition,
      record.definitionVersion,
      name,
      folded(name),
      record.authType,
      record.status,
      JSON.stringify(record.values),
      null,
      JSON.stringify(searchTerms),
      JSON.stringify(record.secretFields),
      lastTest === null ? null : JSON.stringify(lastTest),
      lastTest?.cause ?? 'untested',
      lastTest?.testedAt ?? '',
      record.revision,
      record.createdAt,
      record.updatedAt,
      null,
    ])
    const sealed = vault.seal({ tenant, connection: id, slot: 'credentials' }, JSON.stringify(secrets))
    rows.connection_secrets.push([tenant, id, sealed, vault.keyIdOf(sealed)])
    rows.connection_search.push([tenant, id, [name, definition, ...searchTerms].map(folded).join('\n')])
    if (grantEndsAt === null) continue
    const token = JSON.stringify({ accessToken: `token-of-${id}` })
    const grant = vault.seal({ tenant, connection: id, slot: 'grant' }, token)
    rows.grants.push([tenant, id, grant, vault.keyIdOf(grant), grantEndsAt, record.createdAt])
  }
  return rows
}
