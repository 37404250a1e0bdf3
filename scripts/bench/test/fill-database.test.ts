import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@connform/storage'
import { openKeyFile, openVault } from '@connform/vault'
import { openConnform } from 'connform'
import { fillDatabase, madeUpConnection } from 'connform-seed'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import type {} from '../../test/provide-databases.ts'
import { openBare } from '../fleet/bare.ts'

const COUNT = 20
const tenant = 'default'
const madeUp = Array.from({ length: COUNT }, (_, index) => madeUpConnection(tenant, index))

const databases: readonly { readonly name: string; readonly urlIn: (folder: string) => Promise<string> }[] = [
  { name: 'SQLite', urlIn: async (folder) => `sqlite:${join(folder, `${crypto.randomUUID()}.db`)}` },
  { name: 'PostgreSQL', urlIn: async () => (await fetch(inject('newDatabase'))).text() },
]

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'connform-seed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const tables = ['connections', 'connection_search', 'connection_secrets', 'grants', 'audit_entries', 'audit_heads']

type Row = Readonly<Record<string, unknown>>

async function dump(database: string): Promise<Readonly<Record<string, readonly Row[]>>> {
  const bare = await openBare(database)
  const read: Record<string, readonly Row[]> = {}
  for (const table of tables) read[table] = await bare.all(`select * from ${table} order by 1, 2, 3`)
  await bare.close()
  return read
}

/** Everything that was written, but for what is drawn at random: of a sealed text, the place it was sealed for. */
async function contents(database: string) {
  const shown = (row: Row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        if (column === 'sealed') return [column, { ...headerOf(String(value)), kid: 'of the database' }]
        return [column, column === 'key_id' ? 'of the database' : value]
      }),
    )
  return Object.fromEntries(Object.entries(await dump(database)).map(([table, rows]) => [table, rows.map(shown)]))
}

const headerOf = (token: string): object => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())

describe.each(databases)('on $name', ({ urlIn }) => {
  async function filled() {
    const folder = ownFolder()
    const database = await urlIn(folder)
    const keyFile = join(folder, 'connform.key')
    const fill = () => fillDatabase({ database, keyEncryptionKey: openKeyFile(keyFile).key, tenant, count: COUNT })
    await fill()
    return { folder, database, keyFile, fill }
  }

  /** The same connections, one by one, by the store. */
  async function stored(folder: string) {
    const database = await urlIn(folder)
    const store = await openStore(database)
    const { key } = openKeyFile(join(folder, 'connform.key'))
    const vault = openVault({ keyEncryptionKey: key, dataKeys: store.dataKeys })
    await vault.load(tenant)
    for (const { record, secrets, grant, entry } of madeUp) {
      const seal = (slot: string, value: unknown) => {
        const sealed = vault.seal({ tenant, connection: record.id, slot }, JSON.stringify(value))
        return { sealed, keyId: vault.keyIdOf(sealed) }
      }
      const stored = grant && {
        ...seal('grant', grant.tokens),
        expiresAt: grant.expiresAt,
        scopes: null,
        issuedAt: record.createdAt,
      }
      await store.connections.insert({ ...record, ...seal('credentials', secrets), grant: stored }, { audit: entry })
    }
    vault.close()
    await store.close()
    return database
  }

  test('what is filled in is what the store writes, column by column', async () => {
    const { folder, database } = await filled()
    expect(await contents(database)).toEqual(await contents(await stored(folder)))
    const written = JSON.stringify(await dump(database))
    for (const { secrets, grant } of madeUp) {
      for (const secret of Object.values({ ...secrets, ...grant?.tokens })) expect(written).not.toContain(secret)
    }
  })

  test('it is listed, found, opened and signed with', async () => {
    const tokens: unknown[] = []
    const server = createServer((request, response) => {
      tokens.push(request.headers['x-auth-token'] ?? request.headers.authorization)
      response.end('{"data":{}}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { database, keyFile } = await filled()
    const connform = await openConnform({
      database,
      keys: { file: keyFile },
      hosts: { 'api.bigcommerce.com': base, '*.mybigcommerce.com': base },
    })
    onTestFinished(() => connform.close())
    const { connections } = await connform.connections.list({ sort: { by: 'createdAt' } })
    expect(connections.map(({ id }) => id)).toEqual(madeUp.map(({ record }) => record.id))
    const [rest] = madeUp
    const graphql = madeUp.find(
      ({ record }) => record.definition === 'bigcommerce-graphql' && record.status !== 'inactive',
    )
    for (const one of [rest, graphql]) {
      const hash = String(one?.record.values['storeHash'])
      const found = await connform.connections.list({ search: hash.slice(2) })
      expect(found.connections.map(({ id }) => id)).toEqual([one?.record.id])
    }
    await connform.client(rest?.record.id ?? '').request('GET', '/v2/store')
    await connform.client(graphql?.record.id ?? '').graphql('{ site { settings { storeName } } }')
    expect(tokens).toEqual([rest?.secrets['accessToken'], `Bearer ${graphql?.grant?.tokens.accessToken}`])
    expect(await connform.audit.verify()).toMatchObject({ ok: true, entries: COUNT })
    const grants = madeUp.filter(({ grant }) => grant !== null).length
    expect((await connform.keys.status({ counts: true })).dataKeys).toMatchObject([{ sealed: COUNT + grants }])
  })

  test('what is made up is what the forms take', async () => {
    const { database, keyFile } = await filled()
    const connform = await openConnform({ database, keys: { file: keyFile } })
    onTestFinished(() => connform.close())
    for (const { record, secrets } of madeUp) {
      const checked = connform.connections.validate(record.definition, { ...record.values, ...secrets })
      expect(checked).toMatchObject({ ok: true, values: record.values })
    }
  })

  test('a database that holds some of them stays as it is', async () => {
    const { database, fill } = await filled()
    const before = await contents(database)
    await expect(fill()).rejects.toThrow()
    expect(await contents(database)).toEqual(before)
  })
})
