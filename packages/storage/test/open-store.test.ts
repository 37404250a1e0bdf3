import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inspect } from 'node:util'
import {
  authorizationRecord,
  connectionRecord,
  dataKeyRecord,
  grantRecord,
  oauthClientRecord,
} from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { testFolder } from './support/folder.ts'
import { openWithKeys } from './support/open-with-keys.ts'
import { inProcess } from './support/processes.ts'

const at = testFolder()

async function failureOf(url: string) {
  try {
    await (await openStore(url)).close()
  } catch (error) {
    return error as Error & { code: string; hint?: string }
  }
  throw new Error(`${url} was opened`)
}

describe('the URL', () => {
  it('is refused where it names no kind of store, or no file, and is not repeated: it may hold a password', async () => {
    for (const url of [
      '',
      'sqlite:',
      'connform.db',
      ':memory:',
      'mysql://u:canary-51@host/db',
      '__proto__:x',
      'file:x',
      'postgres:',
      'postgres://u:canary-51@host:port/db',
    ]) {
      const error = await failureOf(url)
      expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID', hint: expect.stringContaining('Use ') })
      expect(inspect(error)).not.toContain('canary-51')
    }
  })

  it('takes an absolute path, a relative one, and names that mean something to SQLite', async () => {
    for (const name of ['plain.db', 'with space & ?mode=memory.db', 'file:odd.db', 'ünïcode.db', "quote'.db"]) {
      await (await openStore(`sqlite:${at(name)}`)).close()
      expect(readdirSync(at('.'))).toContain(name)
      await (await openStore(`sqlite:${relative('.', at(name))}`)).close()
    }
    await (await openStore(`SQLite:${at('upper.db')}`)).close()
  })

  it('opens a store of its own for each memory', async () => {
    const [one, two] = await Promise.all([openWithKeys('sqlite::memory:'), openWithKeys('sqlite::memory:')])
    await one.connections.insert(connectionRecord())
    expect(await two.connections.get('one', 'a')).toBe(undefined)
    await Promise.all([one.close(), two.close()])
    expect(readdirSync('.')).not.toContain(':memory:')
  })
})

describe('the file', () => {
  it('is made for this user alone, with its folder and the files beside it, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const store = await openWithKeys(`sqlite:${at('new/deep/store.db')}`)
      await store.connections.insert(connectionRecord())
      for (const name of readdirSync(at('new/deep'))) expect(statSync(at(`new/deep/${name}`)).mode & 0o777).toBe(0o600)
      expect(readdirSync(at('new/deep'))).toContain('store.db-wal')
      for (const name of ['new', 'new/deep']) expect(statSync(at(name)).mode & 0o777).toBe(0o700)
      await store.close()
      expect(readdirSync(at('new/deep'))).toEqual(['store.db'])
    } finally {
      process.umask(before)
    }
  })

  it('keeps what was written over closing and opening, in records that cannot be changed', async () => {
    const url = `sqlite:${at('kept.db')}`
    const first = await openWithKeys(url)
    const saved = connectionRecord({ values: { host: 'example.com' }, grant: grantRecord({ sealed: 'sealed' }) })
    await first.connections.insert(saved)
    await first.oauthClients.insert(oauthClientRecord())
    await first.authorizations.insert(authorizationRecord({ stateHash: 'hash' }))
    await first.close()
    const second = await openStore(url)
    const record = await second.connections.get('one', 'a')
    const client = await second.oauthClients.get('one', 'client')
    const taken = await second.authorizations.take('hash', '2026-01-01T00:00:00.000Z')
    expect([record, client, taken]).toEqual([saved, oauthClientRecord(), authorizationRecord({ stateHash: 'hash' })])
    for (const part of [record, record?.grant, client, taken]) expect(Object.isFrozen(part)).toBe(true)
    await second.close()
  })

  it('keeps a write-ahead log, so that readers need not wait for a writer', async () => {
    const url = at('flushed.db')
    const store = await openStore(`sqlite:${url}`)
    const database = new DatabaseSync(url)
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
    database.close()
    await store.close()
  })

  it('may be opened many times in one process, at once and from nothing', async () => {
    const url = `sqlite:${at('many.db')}`
    const stores = await Promise.all(Array.from({ length: 10 }, () => openStore(url)))
    await stores[0]?.dataKeys.insertActive(dataKeyRecord())
    await Promise.all(stores.map((store, index) => store.connections.insert(connectionRecord({ id: `${index}` }))))
    const replaced = stores.map((store, index) =>
      store.dataKeys.replaceActive('key-1', dataKeyRecord({ keyId: `successor-${index}` })),
    )
    expect((await Promise.all(replaced)).filter(Boolean)).toHaveLength(1)
    for (const store of stores) {
      expect((await store.connections.list('one', { limit: 100 })).connections).toHaveLength(10)
    }
    await Promise.all(stores.map((store) => store.close()))
  })
})

describe('closing', () => {
  it('waits for what is under way, and refuses what comes after', async () => {
    const url = `sqlite:${at('closing.db')}`
    const store = await openWithKeys(url)
    const inserts = Array.from({ length: 20 }, (_, index) =>
      store.connections.insert(connectionRecord({ id: `${index}` })),
    )
    const closing = store.close()
    await expect(store.connections.get('one', '1')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    await closing
    await Promise.all(inserts)
    const again = await openStore(url)
    expect((await again.connections.list('one', { limit: 100 })).connections).toHaveLength(20)
    await again.close()
  })
})

describe('what cannot be used', () => {
  const oneLine = (code: string, text: string) => ({
    code,
    message: expect.stringMatching(new RegExp(`^[^\\n]*${text}[^\\n]*$`)),
  })

  it('is a folder', async () => {
    mkdirSync(at('folder.db'))
    expect(await failureOf(`sqlite:${at('folder.db')}`)).toMatchObject(oneLine('ERR_STORE', 'is a folder'))
  })

  it('is a path through a file, and a link in a circle', async () => {
    writeFileSync(at('file'), '')
    symlinkSync('circle.db', at('circle.db'))
    expect(await failureOf(`sqlite:${at('file/store.db')}`)).toMatchObject(oneLine('ERR_STORE', 'cannot be'))
    expect(await failureOf(`sqlite:${at('circle.db')}`)).toMatchObject(oneLine('ERR_STORE', 'ELOOP'))
  })

  it('is a file of something else, which stays as it is', async () => {
    const text = 'canary-53 is not a database. '.repeat(500)
    writeFileSync(at('text.db'), text)
    const error = await failureOf(`sqlite:${at('text.db')}`)
    expect(error).toMatchObject(oneLine('ERR_STORE', 'is not a SQLite database'))
    expect(error.cause).toBe(undefined)
    expect(inspect(error)).not.toContain('canary-53')
    expect(readFileSync(at('text.db'), 'utf8')).toBe(text)
    expect(readdirSync(at('.')).filter((name) => name.startsWith('text.db'))).toEqual(['text.db'])
  })

  it('is the database of another program, which stays as it is', async () => {
    const other = new DatabaseSync(at('other.db'))
    other.exec('create table connections (name text)')
    other.close()
    const error = await failureOf(`sqlite:${at('other.db')}`)
    expect(error).toMatchObject(oneLine('ERR_STORE', 'of another program'))
    const after = new DatabaseSync(at('other.db'))
    expect(after.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'connections' }])
    after.close()
  })

  it('is a database that a newer release has changed, which stays as it is', async () => {
    await (await openStore(`sqlite:${at('newer.db')}`)).close()
    const newer = new DatabaseSync(at('newer.db'))
    newer.exec('pragma user_version = 1000')
    newer.close()
    const error = await failureOf(`sqlite:${at('newer.db')}`)
    expect(error).toMatchObject(oneLine('ERR_STORE_NEWER', 'newer release of connform'))
    expect(error.hint).toContain('Update connform')
  })

  it('is a damaged database', async () => {
    const path = at('damaged.db')
    const store = await openWithKeys(`sqlite:${path}`)
    for (let index = 0; index < 200; index += 1) {
      await store.connections.insert(connectionRecord({ id: `canary-54-${index}`, values: { text: 'x'.repeat(500) } }))
    }
    await store.close()
    const bytes = readFileSync(path)
    bytes.fill(0xff, 4096)
    writeFileSync(path, bytes)
    let error: unknown
    try {
      const damaged = await openStore(`sqlite:${path}`)
      try {
        await damaged.connections.list('one', { limit: 1000 })
      } finally {
        await damaged.close()
      }
    } catch (failure) {
      error = failure
    }
    expect(error).toMatchObject(oneLine('ERR_STORE', 'is damaged'))
    expect((error as Error).cause).toBe(undefined)
    expect(inspect(error)).not.toContain('canary-54')
  })

  it('is a row whose JSON is damaged', async () => {
    const path = at('row.db')
    const store = await openWithKeys(`sqlite:${path}`)
    await store.connections.insert(connectionRecord())
    const database = new DatabaseSync(path)
    database.exec(`update connections set field_values = '{"token":"canary-55'`)
    database.close()
    const error = await store.connections.get('one', 'a').catch((failure: unknown) => failure)
    expect(error).toMatchObject(oneLine('ERR_STORE', 'is damaged'))
    expect(inspect(error)).not.toContain('canary-55')
    await store.close()
  })

  it('is a row with half a grant, or with a grant whose JSON is damaged', async () => {
    const path = at('grant.db')
    const store = await openWithKeys(`sqlite:${path}`)
    const database = new DatabaseSync(path)
    const changes = ['key_id = null', 'issued_at = null', `scopes = '["canary-56'`]
    for (const [index, change] of changes.entries()) {
      await store.connections.insert(connectionRecord({ id: `${index}`, grant: grantRecord({ sealed: 'canary-56' }) }))
      database.exec(`update grants set ${change} where connection = '${index}'`)
      const error = await store.connections.get('one', `${index}`).catch((failure: unknown) => failure)
      expect(error).toMatchObject(oneLine('ERR_STORE', `grant of the connection ${index} is damaged`))
      expect(inspect(error)).not.toContain('canary-56')
    }
    database.close()
    await store.close()
  })

  it('is in a folder that may not be written to', async () => {
    mkdirSync(at('closed'), { mode: 0o500 })
    // Root may write everywhere, so the process becomes somebody else first.
    const body = `
      if (process.getuid() === 0) process.setuid(65534)
      const error = await openStore(url).catch((failure) => failure)
      console.log(error.code, error.message, error.cause)`
    const answer = await inProcess(`sqlite:${at('closed/store.db')}`, body)
    expect(answer).toMatch(/^ERR_STORE The database .* cannot be made \(EACCES\)\. undefined$/)
  })
})
