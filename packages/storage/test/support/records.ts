import type { AuthorizationRecord, ConnectionRecord, GrantRecord, OAuthClientRecord } from '@connform/core'

export function connection(changes: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    tenant: 'one',
    id: 'a',
    definition: 'example',
    definitionVersion: '1.0.0',
    name: 'Example',
    authType: 'token',
    status: 'active',
    values: { count: 0 },
    secretFields: {},
    sealed: null,
    keyId: null,
    grant: null,
    lastTest: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

export function grant(sealed: string): GrantRecord {
  return { sealed, keyId: 'key-1', expiresAt: null, scopes: null, issuedAt: '2026-01-01T00:00:00.000Z' }
}

export function oauthClient(changes: Partial<OAuthClientRecord> = {}): OAuthClientRecord {
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

export function authorization(stateHash: string): AuthorizationRecord {
  return {
    stateHash,
    tenant: 'one',
    connection: 'a',
    definition: 'example',
    redirectUri: 'http://127.0.0.1:8080/oauth/callback',
    scopes: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-01T00:10:00.000Z',
  }
}
