import {
  type Component,
  component,
  count,
  flag,
  listOf,
  mapOf,
  moment,
  object,
  orNull,
  ref,
  text,
} from './json-schema.ts'

const sweep = { resealed: count, remaining: count, unopened: count, destroyed: listOf(text) }

/** OAuth clients, the audit, keys, tenants. */
export const recordComponents: readonly Component[] = Object.freeze([
  component(
    'OAuthClient',
    'A client ID and client secret to choose in many connections.',
    object({
      id: text,
      definition: text,
      name: text,
      clientId: text,
      secrets: object({ clientSecret: object({ set: { const: true }, updatedAt: moment }) }),
      revision: { type: 'integer', minimum: 1 },
      createdAt: moment,
      updatedAt: moment,
    }),
  ),
  component('OAuthClientList', 'OAuth clients, by name.', object({ oauthClients: listOf(ref('OAuthClient')) })),
  component(
    'SavedOAuthClient',
    'A save that worked.',
    object({ oauthClient: ref('OAuthClient'), issues: listOf(ref('Issue')) }),
  ),
  component(
    'AuditEntry',
    'Who did what to what. Its hash covers it and the hash before it.',
    object({
      tenant: text,
      sequence: { type: 'integer', minimum: 1 },
      at: moment,
      actor: text,
      action: text,
      subject: object({ kind: text, id: text }),
      fields: listOf(text),
      before: orNull('object', { additionalProperties: true }),
      after: orNull('object', { additionalProperties: true }),
      previousHash: text,
      hash: text,
    }),
  ),
  component(
    'AuditPage',
    'One page of the audit.',
    object({ entries: listOf(ref('AuditEntry')) }, { next: { ...count, description: 'The next `after`.' } }),
  ),
  component(
    'AuditCheck',
    'Whether the entries are what was recorded, in full.',
    object({ ok: flag }, { entries: count, hash: text, sequence: count, message: text }),
  ),
  component(
    'KeyStatus',
    'The keys that seal, without the keys themselves.',
    object({
      keyEncryptionKey: object({ source: text, id: text, created: flag }),
      dataKeys: listOf(
        object(
          {
            keyId: text,
            state: { type: 'string', enum: ['active', 'retired'] },
            wrappedBy: text,
            uses: count,
            createdAt: moment,
          },
          { sealed: count },
        ),
      ),
    }),
  ),
  component('Rotation', 'What came of a rotation.', object({ keyId: text, ...sweep })),
  component(
    'ProgressLine',
    'A line of an answer as it happens.',
    object({}, { progress: object({ done: count, total: count }), status: { type: 'integer' }, body: mapOf() }),
  ),
  component(
    'TenantList',
    'Tenants that have ever sealed something.',
    object({ tenants: listOf(text) }, { next: text }),
  ),
])
