import type {
  AccessRecord,
  AuditEntry,
  AuthorizationRecord,
  ConnectionRecord,
  DataKeyRecord,
  DataKeyStore,
  GrantRecord,
  OAuthClientRecord,
  SetupRecord,
  TestResult,
} from '../ports.ts'

/**
 * A connection to store, as it could be; `changes` say what a test is about. A store takes it once it has the data key
 * that it names, see {@link insertDataKeys}.
 */
export function connectionRecord(changes: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    tenant: 'one',
    id: 'a',
    definition: 'example',
    definitionVersion: '1.0.0',
    name: 'Example',
    authType: 'token',
    status: 'active',
    values: { host: 'example.com' },
    searchTerms: ['example.com'],
    secretFields: { token: '2026-01-01T00:00:00.000Z' },
    sealed: 'header..iv.ciphertext.tag',
    keyId: 'key-1',
    grant: null,
    lastTest: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    removedAt: null,
    ...changes,
  }
}

export function testResult(changes: Partial<TestResult> = {}): TestResult {
  return {
    ok: true,
    cause: 'ok',
    message: 'It works.',
    hints: [],
    durationMs: 1,
    testedAt: '2026-01-02T00:00:00.000Z',
    ...changes,
  }
}

export function grantRecord(changes: Partial<GrantRecord> = {}): GrantRecord {
  return {
    sealed: 'header..iv.grant.tag',
    keyId: 'key-1',
    expiresAt: '2026-01-01T01:00:00.000Z',
    scopes: ['read', 'write'],
    issuedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

export function oauthClientRecord(changes: Partial<OAuthClientRecord> = {}): OAuthClientRecord {
  return {
    tenant: 'one',
    id: 'client',
    definition: 'example',
    name: 'Example',
    clientId: 'client-id',
    sealed: 'header..iv.ciphertext.tag',
    keyId: 'key-1',
    secretUpdatedAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

export function setupRecord(changes: Partial<SetupRecord> = {}): SetupRecord {
  return {
    tenant: 'one',
    id: 'setup',
    document: 'example',
    documentVersion: '1.0.0',
    name: 'Example',
    single: false,
    slots: { account: { connection: 'a', made: true } },
    settings: { locale: 'en_US', languages: [{ from: 'en_US', to: 'en' }] },
    usedAt: null,
    usedWith: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

export function authorizationRecord(changes: Partial<AuthorizationRecord> = {}): AuthorizationRecord {
  return {
    stateHash: 'hash-1',
    tenant: 'one',
    connection: 'a',
    definition: 'example',
    redirectUri: 'http://127.0.0.1:8080/oauth/callback',
    scopes: ['read', 'write'],
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-01T00:10:00.000Z',
    ...changes,
  }
}

/** An API key; with other `changes`, a session or a login link. */
export function accessRecord(changes: Partial<AccessRecord> = {}): AccessRecord {
  return {
    tenant: 'one',
    id: 'access',
    kind: 'api_key',
    hash: 'hash-1',
    name: 'Example',
    prefix: 'cf_example1',
    role: 'editor',
    reach: 'tenant',
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'user:42',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    ...changes,
  }
}

export function dataKeyRecord(changes: Partial<DataKeyRecord> = {}): DataKeyRecord {
  return {
    tenant: 'one',
    keyId: 'key-1',
    wrapped: 'header..iv.ciphertext.tag',
    wrappedBy: 'key-encryption-key-1',
    state: 'active',
    uses: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

/** Puts the data keys `key-1`, set aside, and `key-2`, active, into a store, for the records that name them. */
export async function insertDataKeys(dataKeys: DataKeyStore, ...tenants: readonly string[]): Promise<void> {
  for (const tenant of tenants) {
    await dataKeys.insertActive(dataKeyRecord({ tenant }))
    await dataKeys.replaceActive('key-1', dataKeyRecord({ tenant, keyId: 'key-2' }))
  }
}

export function auditEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: '2026-01-01T00:00:00.000Z',
    actor: 'user:42',
    action: 'connection.updated',
    subject: { kind: 'connection', id: 'a' },
    fields: ['name', 'token'],
    before: { name: 'Before' },
    after: { name: 'After' },
    ...changes,
  }
}
