import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeHeapSnapshot } from 'node:v8'
import type { DataKeyRecord } from '@connform/core'
import { keyFromBytes, memoryDataKeys, openVault } from '@connform/vault'

// Opens a token many times, as bytes or as a text that it keeps, writes a snapshot of its heap, and waits to be looked
// at until it is disconnected.

export interface Task {
  readonly how: 'open' | 'openBytes'
  readonly key: string
  readonly record: DataKeyRecord
  readonly token: string
  readonly snapshot: string
}

// Keeps the process until it is disconnected.
process.on('message', () => {})
const [task]: [Task] = (await once(process, 'message')) as [Task]
const dataKeys = memoryDataKeys()
await dataKeys.insertActive(task.record)
const vault = openVault({ keyEncryptionKey: keyFromBytes(task.key), dataKeys })
const place = { tenant: 'one', connection: 'con-1', slot: 'credentials' }
await vault.load('one')
const kept: string[] = []
for (let count = 0; count < 50; count += 1) {
  if (task.how === 'open') kept.push(vault.open(place, task.token))
  else kept.push(vault.openBytes(place, task.token, (bytes) => createHash('sha256').update(bytes).digest('hex')))
}
writeHeapSnapshot(task.snapshot)
process.send?.(task.how === 'openBytes' ? kept.at(-1) : kept.length)
