import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { connectionRecord, dataKeyRecord, insertDataKeys } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openWithKeys } from './support/open-with-keys.ts'
import { newDatabase, withClient } from './support/postgres.ts'
import { inProcess } from './support/processes.ts'

async function failureOf(work: Promise<unknown>) {
  try {
    await work
  } catch (error) {
    return error as Error & { code: string; hint?: string }
  }
  throw new Error('It did not fail.')
}

const oneLine = (code: string, text: string) => ({
  code,
  message: expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*$`)),
})

describe('a pool of the embedder', () => {
  it('is used for other things at the same time, with nothing of the store left on its connections, and stays open', async () => {
    const pool = new pg.Pool({ connectionString: await newDatabase(), max: 3 })
    await pool.query('create table connections (name text); insert into connections values ($$mine$$)')
    const store = await openStore('postgres://in-the-pool/', { pool })
    await insertDataKeys(store.dataKeys, 'one')
    const works = Array.from({ length: 30 }, async (_, index) => {
      await store.connections.insert(connectionRecord({ id: `${index}` }))
      const { rows } = await pool.query(
        `select name, current_user as user, current_setting('connform.tenant', true) as tenant from connections`,
      )
      expect(rows).toEqual([{ name: 'mine', user: 'owner', tenant: expect.toBeOneOf([null, '']) }])
    })
    await Promise.all(works)
    await store.close()
    expect((await pool.query('select count(*)::int as count from connform.connections')).rows).toEqual([{ count: 30 }])
    await pool.end()
  })

  it('may have changed how values are read', async () => {
    const pool = new pg.Pool({
      connectionString: await newDatabase(),
      types: { getTypeParser: () => () => 'changed' },
    })
    const store = await openStore('postgres://in-the-pool/', { pool })
    await store.dataKeys.insertActive(dataKeyRecord({ uses: 2 ** 40 }))
    await store.connections.insert(connectionRecord())
    expect(await store.dataKeys.list('one')).toEqual([dataKeyRecord({ uses: 2 ** 40 })])
    expect(await store.connections.get('one', 'a')).toEqual(connectionRecord())
    expect(await store.sealed.count('one', 'key-1')).toBe(1)
    await store.close()
    await pool.end()
  })

  it.each([
    ['the role of the tenant cannot be taken on', 'role connform_tenant', 'role nobody'],
    ['no transaction begins', 'begin', 'begun'],
  ])('that sends queries ahead is shown nothing where %s', async (_, right, wrong) => {
    const pool = new pg.Pool({
      connectionString: await newDatabase(),
      max: 1,
      pipeline: true,
      options: '-c search_path=connform',
    })
    let isRefused = false
    const store = await openStore('postgres://in-the-pool/', {
      pool: {
        connect: async () => {
          const client = await pool.connect()
          return {
            pipeline: client.pipeline,
            // The owner of the database is a superuser, whom no policy binds.
            query: (query: { text: string }) =>
              client.query(isRefused ? { ...query, text: query.text.replace(right, wrong) } : query),
            release: (destroy?: boolean) => client.release(destroy),
            on: (event: 'error', listener: () => void) => client.on(event, listener),
            removeListener: (event: 'error', listener: () => void) => client.removeListener(event, listener),
          }
        },
      },
    })
    await insertDataKeys(store.dataKeys, 'one')
    await store.connections.insert(connectionRecord())
    isRefused = true
    const failure = await failureOf(store.connections.list('one', { limit: 10 }))
    expect(failure).toMatchObject({ code: expect.stringMatching(/^ERR_STORE/) })
    expect(inspect(failure)).not.toContain(connectionRecord().name)
    isRefused = false
    expect((await store.connections.list('one', { limit: 10 })).connections).toHaveLength(1)
    await store.close()
    await pool.end()
  })

  it('of one connection serves many at once', async () => {
    const pool = new pg.Pool({ connectionString: await newDatabase(), max: 1 })
    const store = await openStore('postgres://in-the-pool/', { pool })
    await insertDataKeys(store.dataKeys, 'one')
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.connections.insert(connectionRecord({ id: `${index}` }))),
    )
    const reads = Array.from({ length: 20 }, () => store.connections.list('one', { limit: 100, search: 'exam' }))
    for (const { connections } of await Promise.all(reads)) expect(connections).toHaveLength(20)
    await store.close()
    await pool.end()
  })
})

describe('a connection that breaks', () => {
  const endOthers = (url: string) =>
    withClient(url, (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`),
    )

  it('while nobody uses it is noticed by nobody', async () => {
    const url = await newDatabase()
    const store = await openWithKeys(url)
    for (let round = 0; round < 3; round += 1) {
      await endOthers(url)
      await store.connections.insert(connectionRecord({ id: `${round}` }))
      await endOthers(url)
      expect(await store.connections.get('one', `${round}`)).toBeDefined()
    }
    await store.close()
  })

  it('in the middle of a change changes nothing, or is mended by a second try', async () => {
    const url = await newDatabase()
    const store = await openWithKeys(url)
    // Holds the insert up in the middle of its transaction.
    await withClient(url, async (blocker) => {
      await blocker.query('begin; lock table connform.connection_search in exclusive mode')
      const insert = store.connections.insert(connectionRecord())
      for (;;) {
        await blocker.query('select pg_stat_clear_snapshot()')
        const { rows } = await blocker.query(`select pid from pg_stat_activity
          where datname = current_database() and application_name = 'connform' and wait_event_type = 'Lock'`)
        if (rows.length > 0) {
          await blocker.query('select pg_terminate_backend($1)', [rows[0].pid])
          break
        }
      }
      await blocker.query('rollback')
      await insert
    })
    expect(await store.connections.get('one', 'a')).toEqual(connectionRecord())
    await store.close()
  })
})

describe('a time limit of statements', () => {
  const limited = (url: string) => `${url}&statement_timeout=500`

  /** Holds `work` up by what `blocker` locked, for longer than its limit, or until it has failed. */
  async function heldUp<T>(blocker: pg.Client, work: Promise<T>): Promise<T> {
    let isOver = false
    const over = () => {
      isOver = true
    }
    work.then(over, over)
    while (!isOver) {
      // Within one transaction, all looks at the activity show what the first one did.
      await blocker.query('select pg_stat_clear_snapshot()')
      const { rows } = await blocker.query(`select clock_timestamp() - query_start > interval '700 ms' as "isLate"
        from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      if (rows.some(({ isLate }) => isLate)) break
    }
    await blocker.query('rollback')
    return work
  }

  it('does not stop the removal of a tenant', async () => {
    const url = await newDatabase()
    const store = await openWithKeys(limited(url))
    await store.connections.insert(connectionRecord())
    await withClient(url, async (blocker) => {
      await blocker.query('begin; select from connform.connections for update')
      expect(await heldUp(blocker, store.tenants.remove('one'))).toMatchObject({ connections: 1 })
    })
    await store.close()
  })

  it('does not stop one who waits for another to change the tables', async () => {
    const url = await newDatabase()
    await withClient(url, async (blocker) => {
      await blocker.query(`begin; select pg_advisory_xact_lock(7165916604586783341)`)
      const store = await heldUp(blocker, openStore(limited(url)))
      expect(await store.tenants.list({ limit: 1 })).toEqual([])
      await store.close()
    })
  })
})

describe('what cannot be used', () => {
  it('is a server that is not there, a database that is not there, a user that is not there', async () => {
    const url = await newDatabase()
    const changed = (change: (url: URL) => void) => {
      const other = new URL(url)
      change(other)
      return other.href
    }
    const noSocket = changed(({ searchParams }) => searchParams.set('host', '/nowhere'))
    expect(await failureOf(openStore(noSocket))).toMatchObject(oneLine('ERR_STORE', 'no such socket'))
    expect(await failureOf(openStore('postgres://u:canary-52@127.0.0.1:1/db'))).toMatchObject(
      oneLine('ERR_STORE', 'nothing listens'),
    )
    const noDatabase = changed((other) => {
      other.pathname = '/canary-52'
    })
    expect(await failureOf(openStore(noDatabase))).toMatchObject(oneLine('ERR_STORE', 'does not exist'))
    const noUser = changed((other) => {
      other.username = 'nobody'
      other.password = 'canary-52'
    })
    expect(await failureOf(openStore(noUser))).toMatchObject(oneLine('ERR_STORE', 'refuses this user'))
    for (const bad of [noSocket, noDatabase, noUser, 'postgres://u:canary-52@127.0.0.1:1/db']) {
      const error = await failureOf(openStore(bad))
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary-52')
      expect(error.cause).toBe(undefined)
    }
  })

  it('is a schema of that name of another program, which stays as it is', async () => {
    const url = await newDatabase()
    await withClient(url, (client) =>
      client.query('create schema connform; create table connform.connections (name text)'),
    )
    expect(await failureOf(openStore(url))).toMatchObject(oneLine('ERR_STORE', 'belongs to another program'))
    await withClient(url, async (client) => {
      const { rows } = await client.query(
        `select count(*)::int as count from pg_class where relnamespace = 'connform'::regnamespace and relkind = 'r'`,
      )
      expect(rows).toEqual([{ count: 1 }])
    })
  })

  it('is a database that a newer release has changed', async () => {
    const url = await newDatabase()
    await (await openStore(url)).close()
    await withClient(url, (client) =>
      client.query(`insert into connform.kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`),
    )
    const error = await failureOf(openStore(url))
    expect(error).toMatchObject(oneLine('ERR_STORE_NEWER', 'newer release of connform'))
    expect(error.hint).toContain('Update connform')
  })

  it('says nothing of the values of a row it could not store', async () => {
    const url = await newDatabase()
    const store = await openWithKeys(url)
    await withClient(url, (client) =>
      client.query(`alter table connform.connections add constraint short check (length(name) < 20)`),
    )
    const error = await failureOf(
      store.connections.insert(connectionRecord({ name: 'canary-57'.repeat(9), sealed: 'canary-57' })),
    )
    expect(error).toMatchObject(oneLine('ERR_STORE', 'SQLSTATE 23514'))
    expect(error.cause).toBe(undefined)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary-57')
    const long = await failureOf(
      store.connections.insert(connectionRecord({ id: `canary-57${randomBytes(9000).toString('hex')}` })),
    )
    expect(long.code).toBe('ERR_STORE')
    expect(inspect(long, { depth: 9, showHidden: true })).not.toContain('canary-57')
    await store.close()
  })
})

describe('a server', () => {
  it('gets its roles once, and every database its tables, when many processes start on several databases', async () => {
    const urls = await Promise.all(Array.from({ length: 3 }, newDatabase))
    const body = `
      const store = await openStore(url)
      await insertDataKeys(store.dataKeys, 'one')
      await store.close()
      console.log('done')`
    const answers = await Promise.all([...urls, ...urls].map((url) => inProcess(url, body)))
    expect(answers).toEqual(Array(6).fill('done'))
  }, 60_000)

  it('that does not allow the extension finds the same without an index', async () => {
    const url = await newDatabase()
    const name = new URL(url).pathname.slice(1)
    await withClient(url, async (client) => {
      await (await openStore(await newDatabase())).close()
      await client.query('create role app_modest login; create schema connform authorization app_modest')
      await client.query('grant connform_tenant, connform_system to app_modest')
      await client.query(`revoke create on database ${name} from public`)
    })
    const store = await openWithKeys(url.replace('owner@', 'app_modest@'))
    await store.connections.insert(connectionRecord({ searchTerms: ['k3jx'] }))
    expect((await store.connections.list('one', { limit: 10, search: 'K3J' })).connections).toHaveLength(1)
    expect((await store.connections.list('one', { limit: 10, search: 'k3k' })).connections).toEqual([])
    await withClient(url, async (client) => {
      expect((await client.query(`select to_regclass('connform.connection_search_index') as index`)).rows).toEqual([
        { index: null },
      ])
    })
    await store.close()
  })
})
