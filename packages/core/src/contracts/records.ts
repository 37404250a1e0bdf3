import type { AuthorizationRecord, ConnectionRecord, DataKeyRecord, GrantRecord, OAuthClientRecord } from '../ports.ts'

/** A connection to store, as it could be; `changes` say what a test is about. */
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
    secretFields: { token: '2026-01-01T00:00:00.000Z' },
    sealed: 'header..iv.ciphertext.tag',
    keyId: 'key-1',
    grant: null,
    lastTest: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
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
