import { DatabaseSync } from 'node:sqlite'
import { accessRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { withClient } from './support/postgres.ts'

const KEYS = 1000

/** What the store asks, and the index that is to answer it. */
const queries = [
  ['whose secret this is', "select * from access_passes where hash = 'hash-77'", /access_passes_by_hash/],
  [
    'the API keys of a tenant',
    "select * from access_passes where tenant = 'tenant-7' and kind = 'api_key' order by created_at, id",
    // SQLite names the index of the primary key itself.
    /access_passes_primary_key|sqlite_autoindex_access_passes_1/,
  ],
  [
    'what has expired',
    "delete from access_passes where kind <> 'api_key' and expires_at < '2026-01-01'",
    /access_passes_by_expiry/,
  ],
] as const

async function fill(url: string): Promise<void> {
  const store = await openStore(url)
  for (let index = 0; index < KEYS; index += 1) {
    await store.access.insert(
      accessRecord({ tenant: `tenant-${index % 100}`, id: `${index}`, hash: `hash-${index}`, name: `Key ${index}` }),
    )
  }
  await store.close()
}

/** How the database goes about a statement. */
async function plansOf(url: string): Promise<string[]> {
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length))
    const plans = queries.map(([, query]) => JSON.stringify(database.prepare(`explain query plan ${query}`).all()))
    database.close()
    return plans
  }
  return withClient(url, async (client) => {
    await client.query('analyze connform.access_passes')
    await client.query('begin; set local search_path = connform; set local role connform_system')
    const plans: string[] = []
    for (const [, query] of queries) plans.push(JSON.stringify((await client.query(`explain ${query}`)).rows))
    await client.query('rollback')
    return plans
  })
}

/** As a store of the release before leaves it: the tables of that migration, and of those since, are not there. */
async function takeBack(url: string): Promise<void> {
  const migrations = "'0004-api-keys-sessions-and-login-links', '0005-setups'"
  if (url.startsWith('sqlite:')) {
    const database = new DatabaseSync(url.slice('sqlite:'.length))
    database.exec(`drop table access_passes; drop table setups;
      delete from kysely_migration where name in (${migrations});
      pragma user_version = 3`)
    database.close()
    return
  }
  await withClient(url, async (client) => {
    await client.query(`drop table connform.access_passes; drop table connform.setups;
      delete from connform.kysely_migration where name in (${migrations})`)
  })
}

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('looks nothing up row by row, with a thousand API keys', async () => {
    const url = await newUrl()
    await fill(url)
    const plans = await plansOf(url)
    for (const [index, [, , name]] of queries.entries()) {
      expect(plans[index]).toMatch(name)
      expect(plans[index]).not.toMatch(/SCAN|Seq Scan/)
    }
  })

  it('of the release before gets the table, with its indexes, its rules and no row', async () => {
    const url = await newUrl()
    await (await openStore(url)).close()
    await takeBack(url)
    await Promise.all([1, 2, 3].map(async () => (await openStore(url)).close()))
    const store = await openStore(url)
    expect(await store.access.listKeys('one')).toEqual([])
    await store.access.insert(accessRecord())
    await store.access.insert(accessRecord({ tenant: 'two', hash: 'two' }))
    expect((await store.access.find('two'))?.tenant).toBe('two')
    expect(await store.access.listKeys('one')).toEqual([accessRecord()])
    await store.close()
    expect((await plansOf(url)).length).toBe(queries.length)
    if (url.startsWith('sqlite:')) return
    const tenantsSeen = await withClient(url, async (client) => {
      await client.query("begin; set local role connform_tenant; set local connform.tenant = 'two'")
      return (await client.query('select tenant from connform.access_passes')).rows
    })
    expect(tenantsSeen).toEqual([{ tenant: 'two' }])
  })
})
