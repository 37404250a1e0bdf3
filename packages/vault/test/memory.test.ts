import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyFromBytes, memoryDataKeys } from '@connform/vault'
import { expect, it } from 'vitest'
import { canLookIntoChildren, findInMemory } from './support/find-in-memory.ts'
import type { Task } from './support/open-secret.ts'
import { loadedVault, place } from './support/vaults.ts'

const newSecret = () => `canary-${randomBytes(24).toString('hex')}`

/** Opens a secret in a process that was never told it, and looks for it there. */
async function lookFor(secret: string, how: Task['how']) {
  const key = randomBytes(32).toString('base64url')
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey: keyFromBytes(key), dataKeys })
  const token = vault.seal(place, secret)
  const [record] = await dataKeys.list('one')
  const folder = mkdtempSync(join(tmpdir(), 'connform-heap-'))
  const snapshot = join(folder, 'heap.heapsnapshot')
  const child = fork(new URL('support/open-secret.ts', import.meta.url), {
    execArgv: ['--conditions=@connform/source'],
  })
  try {
    child.send({ how, key, record: record!, token, snapshot } satisfies Task)
    const [answer] = await once(child, 'message')
    const isInHeap = readFileSync(snapshot, 'utf8').includes(secret)
    return { answer, isInHeap, copies: canLookIntoChildren ? findInMemory(child.pid!, secret) : undefined }
  } finally {
    child.disconnect()
    await once(child, 'exit')
    rmSync(folder, { recursive: true })
  }
}

it('plaintext in the heap: a snapshot shows no text of what openBytes handed out, and does show what open did', async () => {
  const secret = newSecret()
  const [bytes, text] = [await lookFor(secret, 'openBytes'), await lookFor(secret, 'open')]
  expect(bytes.answer).toBe(createHash('sha256').update(secret).digest('hex'))
  expect([bytes.isInHeap, text.isInHeap]).toEqual([false, true])
})

// A snapshot leaves out the content of buffers; the memory of the process does not.
it.runIf(canLookIntoChildren)(
  'leaves nothing of what openBytes handed out in the memory of the process (skipped where it cannot be read)',
  async () => {
    const secret = newSecret()
    const [bytes, text] = [await lookFor(secret, 'openBytes'), await lookFor(secret, 'open')]
    expect(bytes.copies).toBe(0)
    expect(text.copies).toBeGreaterThan(0)
  },
)
