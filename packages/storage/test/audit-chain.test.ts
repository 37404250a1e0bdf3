import { DatabaseSync } from 'node:sqlite'
import { type AuditRecord, auditHash } from '@connform/core'
import { auditEntry } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { withClient } from './support/postgres.ts'
import { inProcess } from './support/processes.ts'

/** Runs statements beside the store, as somebody does who may do anything with the database. */
async function byHand(url: string, statements: readonly string[]): Promise<void> {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length))
    for (const statement of statements) database.exec(statement)
    database.close()
  } else {
    await withClient(url, async (client) => {
      for (const statement of ['set search_path = connform', ...statements]) await client.query(statement)
    })
  }
}

const withoutTriggers = (url: string) =>
  url.startsWith('sqlite:')
    ? ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete']
    : ['drop trigger audit_entries_no_change on audit_entries']

/** Numbers of the entries that do not follow from the one before, and of a head that is none of them. */
async function breaksOf(url: string): Promise<number[]> {
  const store = await openStore(url)
  const entries = await store.audit.list('one', { limit: 1000 })
  const head = await store.audit.head('one')
  await store.close()
  const breaks: number[] = []
  let before: Pick<AuditRecord, 'sequence' | 'hash'> = { sequence: 0, hash: '' }
  for (const entry of entries) {
    const follows = entry.sequence === before.sequence + 1 && entry.previousHash === before.hash
    if (!follows || (await auditHash(entry)) !== entry.hash) breaks.push(entry.sequence)
    before = entry
  }
  if (head?.sequence !== before.sequence || head.hash !== before.hash) breaks.push(head?.sequence ?? 0)
  return breaks
}

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('keeps one chain without a gap while several processes write to it', async () => {
    const url = await newUrl()
    await (await openStore(url)).close()
    const body = `
      const store = await openStore(url)
      await insertDataKeys(store.dataKeys, 'one')
      const audit = auditEntry({ actor: String(process.pid) })
      for (let round = 0; round < 10; round += 1) {
        await Promise.all([
          store.audit.append('one', audit),
          store.connections.insert(connectionRecord({ id: process.pid + '-' + round }), { audit }),
          store.connections.insert(connectionRecord({ id: 'same' }), { audit }).catch(() => undefined),
        ])
      }
      await store.close()
      console.log('done')`
    expect(await Promise.all(Array.from({ length: 3 }, () => inProcess(url, body)))).toEqual(Array(3).fill('done'))
    expect(await breaksOf(url)).toEqual([])
    const store = await openStore(url)
    // Of those who inserted the same connection, one recorded it.
    expect((await store.audit.head('one'))?.sequence).toBe(3 * 20 + 1)
    await store.close()
  }, 60_000)

  it.each([
    ['a changed actor', `update audit_entries set actor = 'another' where sequence = 3`, [3]],
    ['a changed value', `update audit_entries set values_after = '{"name":"Other"}' where sequence = 3`, [3]],
    ['a changed field', `update audit_entries set fields = '[]' where sequence = 3`, [3]],
    ['a changed moment', `update audit_entries set at = '2026-01-01T00:00:00.001Z' where sequence = 3`, [3]],
    ['a missing entry', 'delete from audit_entries where sequence = 3', [4]],
    ['a missing beginning', 'delete from audit_entries where sequence < 3', [3]],
    ['a missing end', 'delete from audit_entries where sequence > 3', [5]],
    ['everything missing', 'delete from audit_entries', [5]],
    [
      'two entries in each other’s place',
      'update audit_entries set sequence = case sequence when 3 then 14 else 13 end where sequence in (3, 4)',
      [5, 13, 14, 5],
    ],
    ['an entry of another tenant', `update audit_entries set tenant = 'two' where sequence = 3`, [4]],
  ])('shows %s by the hashes, once the rule against it was removed by hand', async (_, change, breaks) => {
    const url = await newUrl()
    const store = await openStore(url)
    for (let index = 0; index < 5; index += 1) await store.audit.append('one', auditEntry({ actor: `${index}` }))
    await store.close()
    expect(await breaksOf(url)).toEqual([])
    await expect(byHand(url, [change])).rejects.toThrow('neither changed nor deleted')
    expect(await breaksOf(url)).toEqual([])
    await byHand(url, [...withoutTriggers(url), change])
    expect(await breaksOf(url)).toEqual(breaks)
  })
})
