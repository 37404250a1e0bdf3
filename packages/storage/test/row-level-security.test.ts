import {
  accessRecord,
  auditEntry,
  authorizationRecord,
  connectionRecord,
  grantRecord,
  insertDataKeys,
  oauthClientRecord,
  setupRecord,
} from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { newDatabase, withClient } from './support/postgres.ts'

const tables = [
  'connections',
  'connection_secrets',
  'connection_search',
  'grants',
  'oauth_clients',
  'authorizations',
  'data_keys',
  'audit_entries',
  'audit_heads',
  'idempotency_keys',
  'access_passes',
  'setups',
]
const views = ['connection_search_of_tenant']
const expiresAt = '2026-01-02T00:00:00.000Z'

let url = ''

beforeAll(async () => {
  url = await newDatabase()
  const store = await openStore(url)
  for (const tenant of ['one', 'two']) {
    await insertDataKeys(store.dataKeys, tenant)
    await store.connections.insert(connectionRecord({ tenant, grant: grantRecord() }), {
      idempotency: { keyHash: 'hash', request: 'x', expiresAt },
      audit: auditEntry(),
    })
    await store.oauthClients.insert(oauthClientRecord({ tenant }))
    await store.authorizations.insert(authorizationRecord({ tenant, stateHash: tenant }))
    await store.access.insert(accessRecord({ tenant, hash: tenant, reach: 'every_tenant' }))
    await store.setups.insert(setupRecord({ tenant }))
  }
  await store.close()
})

/** Runs statements in a transaction that is undone, as one role, with or without a tenant. */
function as<T>(
  { role, tenant }: { readonly role?: string; readonly tenant?: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return withClient(url, async (client) => {
    await client.query('begin; set local search_path = connform')
    if (role !== undefined) await client.query(`set local role ${role}`)
    if (tenant !== undefined) await client.query(`select set_config('connform.tenant', $1, true)`, [tenant])
    try {
      return await work(client)
    } finally {
      await client.query('rollback')
    }
  })
}

const tenantsIn = async (client: pg.Client, table: string) =>
  (await client.query<{ tenant: string }>(`select tenant from ${table}`)).rows.map(({ tenant }) => tenant)

const stateOf = async (work: Promise<unknown>) => {
  try {
    await work
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a query under the role of a tenant', () => {
  const role = 'connform_tenant'

  it('covers every table there is, and every view', async () => {
    await as({}, async (client) => {
      const { rows } = await client.query(
        `select relname as name, relkind as kind, relrowsecurity as secured from pg_class
         where relnamespace = 'connform'::regnamespace and relkind in ('r', 'v') and relname not like 'kysely%'`,
      )
      const named = (kind: string) => rows.filter((row) => row.kind === kind).map(({ name }) => name)
      expect(named('r').sort()).toEqual([...tables].sort())
      expect(named('v')).toEqual(views)
      expect(rows.filter(({ kind, secured }) => kind === 'r' && !secured)).toEqual([])
    })
  })

  it.each([...tables, ...views])(
    'finds nothing in %s without the tenant, nor with one that is empty or unknown',
    (table) =>
      as({ role }, async (client) => {
        expect(await tenantsIn(client, table)).toEqual([])
        for (const tenant of ['', 'three', 'One', 'one ']) {
          await client.query(`select set_config('connform.tenant', $1, true)`, [tenant])
          expect(await tenantsIn(client, table)).toEqual([])
        }
      }),
  )

  it.each([...tables, ...views])('finds the rows of the tenant alone in %s, whatever it asks for', (table) =>
    as({ role, tenant: 'two' }, async (client) => {
      expect(new Set(await tenantsIn(client, table))).toEqual(new Set(['two']))
      const { rows } = await client.query(`select tenant from ${table} where tenant = 'one' or true`)
      expect(new Set(rows.map(({ tenant }) => tenant))).toEqual(new Set(['two']))
      expect((await client.query(`select tenant from ${table} where tenant = 'one'`)).rows).toEqual([])
    }),
  )

  it.each(tables)('puts no row into %s for another tenant, and changes none', async (table) => {
    const copy = (client: pg.Client) =>
      client.query(`insert into ${table} select (jsonb_populate_record(${table}, '{"tenant":"two"}')).* from ${table}`)
    expect(await stateOf(as({ role, tenant: 'one' }, copy))).toBe('42501')
    const change = (client: pg.Client) => client.query(`update ${table} set tenant = tenant where tenant = 'two'`)
    const moved = (client: pg.Client) => client.query(`update ${table} set tenant = 'two'`)
    if (table === 'audit_entries') {
      expect(await stateOf(as({ role, tenant: 'one' }, change))).toBe('42501')
    } else {
      expect((await as({ role, tenant: 'one' }, change)).rowCount).toBe(0)
      expect(await stateOf(as({ role, tenant: 'one' }, moved))).not.toBe('done')
    }
  })

  it('may not take on the other role, change a table, or switch a rule off', async () => {
    await withClient(url, async (client) => {
      const { rows } = await client.query(`
        select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, pg_has_role(oid, 'connform_system', 'member') as other,
          has_schema_privilege(oid, 'connform', 'create') as makes
        from pg_roles where rolname = 'connform_tenant'`)
      expect(rows).toEqual([
        { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false, other: false, makes: false },
      ])
    })
    for (const statement of [
      'alter table connections disable row level security',
      'drop policy one_tenant on connections',
      'set local row_security = off; select * from connections',
      'alter table audit_entries disable trigger all',
      'truncate connections',
    ]) {
      expect(await stateOf(as({ role, tenant: 'one' }, (client) => client.query(statement)))).toBe('42501')
    }
  })
})

describe('an audit entry', () => {
  const changes = [
    `update audit_entries set actor = 'x'`,
    'delete from audit_entries',
    'truncate audit_entries',
    'truncate audit_entries cascade',
  ]

  it.each(changes)('stays for the owner of the table, a superuser here: %s', async (statement) => {
    expect(await stateOf(as({}, (client) => client.query(statement)))).toBe('23001')
  })

  it.each(changes)('stays for either role: %s', async (statement) => {
    for (const role of ['connform_tenant', 'connform_system']) {
      expect(await stateOf(as({ role, tenant: 'one' }, (client) => client.query(statement)))).toBe('42501')
    }
  })
})

describe('a user without rights of its own', () => {
  const urlOf = (user: string) => url.replace('owner@', `${user}@`)

  it('opens a store that is there once it is a member of the roles, and sees nothing beside them', async () => {
    await withClient(url, (client) => client.query('create role app_member login; grant connform_tenant to app_member'))
    const refused = await openStore(urlOf('app_member')).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'ERR_STORE',
      hint: expect.stringContaining('grant connform_system to app_member'),
    })
    await withClient(url, async (client) => {
      await client.query(String((refused as { hint: string }).hint).replace(/^[^:]*: /, ''))
    })
    const store = await openStore(urlOf('app_member'))
    expect((await store.connections.list('one', { limit: 10, search: 'exam' })).connections).toHaveLength(1)
    expect(await store.tenants.list({ limit: 10 })).toEqual(['one', 'two'])
    await store.close()
  })

  it('is told what an administrator has to run where the roles are not there', async () => {
    // The roles are there for all databases of the server, so this is one who is a member of neither.
    await withClient(url, (client) => client.query('create role app_stranger login'))
    expect(await openStore(urlOf('app_stranger')).catch((error: unknown) => error)).toMatchObject({
      code: 'ERR_STORE',
      message: expect.stringContaining('two roles'),
      hint: expect.stringMatching(/grant connform_tenant to app_stranger.*grant connform_system to app_stranger.*;$/),
    })
  })

  it('may own the tables, and keeps every audit entry all the same', async () => {
    const own = await newDatabase()
    const name = new URL(own).pathname.slice(1)
    await withClient(own, async (client) => {
      await client.query(`create role app_owner login createrole; grant create on database ${name} to app_owner`)
      await client.query('grant connform_tenant, connform_system to app_owner with admin option')
    })
    const ownUrl = own.replace('owner@', 'app_owner@')
    const store = await openStore(ownUrl)
    await insertDataKeys(store.dataKeys, 'one', 'two')
    await store.connections.insert(connectionRecord(), { audit: auditEntry() })
    expect((await store.connections.list('one', { limit: 10, search: 'exam' })).connections).toHaveLength(1)
    expect((await store.connections.list('two', { limit: 10, search: 'exam' })).connections).toEqual([])
    await expect(store.tenants.remove('one')).resolves.toMatchObject({ connections: 1 })
    await withClient(ownUrl, async (client) => {
      const { rows } = await client.query(`select pg_get_userbyid(relowner) as owner from pg_class
        where oid = 'connform.connections'::regclass`)
      expect(rows).toEqual([{ owner: 'app_owner' }])
      // Whether the owner sees the entry depends on the release of PostgreSQL and on how it was made a member.
      expect(['done', '23001']).toContain(await stateOf(client.query('delete from connform.audit_entries')))
      await expect(client.query('truncate connform.audit_entries')).rejects.toMatchObject({ code: '23001' })
    })
    expect(await store.audit.list('one', { limit: 10 })).toHaveLength(1)
    await store.close()
  })
})
