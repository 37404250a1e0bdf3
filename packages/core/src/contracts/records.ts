import type { ConnectionRecord, DataKeyRecord } from '../ports.ts'

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
    lastTest: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}

export function dataKeyRecord(changes: Partial<DataKeyRecord> = {}): DataKeyRecord {
  return {
    tenant: 'one',
    keyId: 'key-1',
    wrapped: 'header..iv.ciphertext.tag',
    state: 'active',
    uses: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}
