import type { ConnectionRecord } from '@connform/core'

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
    lastTest: null,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  }
}
