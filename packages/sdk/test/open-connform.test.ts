import { access } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Definition, openConnform } from 'connform'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'
import { weather } from './support/weather-definition.ts'

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

describe('what cannot be opened says why', () => {
  test.each(['connections.db', 'sqlite:', 'mysql://host/base', ''])('the database %j', async (database) => {
    const { keyFile } = await bench()
    await expect(openConnform({ database, keys: { file: keyFile } })).rejects.toMatchObject({
      code: 'ERR_OPTION_INVALID',
      hint: expect.stringContaining('sqlite:PATH'),
    })
    expect(await exists(keyFile)).toBe(false)
  })

  test('a PostgreSQL server that is not there, without repeating its password', async () => {
    const { keyFile } = await bench()
    const database = 'postgres://me:canary-password@127.0.0.1:1/base'
    const failure = await openConnform({ database, keys: { file: keyFile } }).catch((error: Error) => error)
    expect(failure).toMatchObject({ code: 'ERR_STORE' })
    expect(String(failure)).not.toContain('canary-password')
  })

  test('a key that is not 32 bytes', async () => {
    const { file } = await bench()
    await expect(openConnform({ database: `sqlite:${file}`, keys: { key: new Uint8Array(16) } })).rejects.toMatchObject(
      {
        code: 'ERR_OPTION_INVALID',
      },
    )
  })

  test('a host override that is no address', async () => {
    const { open, file } = await bench()
    await expect(open({ hosts: { 'api.example.com': 'nowhere' } })).rejects.toMatchObject({
      code: 'ERR_OPTION_INVALID',
    })
    expect(await exists(file)).toBe(false)
  })

  test('a definition that breaks a rule', async () => {
    const { open } = await bench()
    const broken = { ...weather, identity: ['place'] } as Definition
    await expect(open({ definitions: [broken] })).rejects.toMatchObject({
      code: 'ERR_DEFINITION_INVALID',
      message: expect.stringContaining('place'),
    })
  })

  test('a tenant without a name', async () => {
    const { open } = await bench()
    await expect(open({ tenant: '' })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    const connform = await open()
    expect(() => connform.tenant('')).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  })
})

describe('definitions', () => {
  test('the built-in ones are there', async () => {
    const { open } = await bench()
    const { definitions } = await open()
    expect(definitions.list().map(({ id }) => id)).toEqual(
      expect.arrayContaining(['bigcommerce-rest', 'bigcommerce-graphql']),
    )
    expect(definitions.get('bigcommerce-rest').title).toBe('BigCommerce REST')
  })

  test('a misspelt one names the nearest', async () => {
    const { open } = await bench()
    const connform = await open()
    const unknown = { code: 'ERR_DEFINITION_UNKNOWN', hint: 'Did you mean bigcommerce-rest?' }
    expect(() => connform.definitions.get('bigcomerce-rest')).toThrow(expect.objectContaining(unknown))
    expect(() => connform.connections.validate('bigcomerce-rest', {})).toThrow(expect.objectContaining(unknown))
    await expect(connform.connections.create('bigcomerce-rest', {})).rejects.toMatchObject(unknown)
  })

  test('one that is near nothing names those there are', async () => {
    const { open } = await bench()
    const connform = await open()
    expect(() => connform.definitions.get('shopify')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('bigcommerce-rest') }),
    )
  })

  test('a broken one is refused with what is wrong, and the others stay', async () => {
    const { open } = await bench()
    const { definitions } = await open()
    const { ok, issues } = definitions.add({ id: 'weather' })
    expect(ok).toBe(false)
    expect(issues.length).toBeGreaterThan(0)
    expect(() => definitions.get('weather')).toThrow()
  })

  test('one of your own works from end to end, as data alone', async () => {
    const key = 'canary-of-the-weather-service'
    const server = createServer((request, response) => {
      const known = request.headers['x-key'] === key
      response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
      response.end(known && request.url === '/stations/hamburg/about' ? '{"id":"hamburg","place":"Hafen"}' : '{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const hosts = { 'api.weather.example': `http://127.0.0.1:${(server.address() as AddressInfo).port}` }

    const { open } = await bench()
    const connform = await open({ hosts })
    expect(connform.definitions.add(weather)).toEqual({ ok: true, issues: [] })
    const input = { name: 'Harbour', station: ' hamburg ', apiKey: key }
    const created = await connform.connections.create('weather', input)
    expect(created).toMatchObject({
      ok: true,
      connection: {
        authType: 'none',
        status: 'active',
        values: { name: 'Harbour', station: 'hamburg' },
        secrets: { apiKey: { set: true } },
        derived: { baseUrl: 'https://api.weather.example/stations/hamburg' },
      },
      changes: [{ path: ['station'], kind: 'trimmed' }],
      test: { ok: true, cause: 'ok', httpStatus: 200, account: { place: 'Hafen' } },
    })
    const refused = await connform.connections.create('weather', { ...input, apiKey: 'another' })
    expect(refused).toMatchObject({ ok: false, issues: [{ path: ['apiKey'], code: 'bad_credentials' }] })
    expect(JSON.stringify([created, refused])).not.toContain(key)
  })

  test('a connection is still listed, shown and removed where its definition is not known', async () => {
    const { open } = await bench()
    const author = await open({ definitions: [weather] })
    const created = await author.connections.create(
      'weather',
      { name: 'Harbour', station: 'hamburg', apiKey: 'key' },
      { verify: 'skip' },
    )
    const id = created.ok ? created.connection.id : ''

    const { connections } = await open()
    expect((await connections.list()).connections).toMatchObject([{ id, definition: 'weather', derived: {} }])
    expect(await connections.get(id)).toMatchObject({ name: 'Harbour', notices: [] })
    await expect(connections.test(id)).rejects.toMatchObject({ code: 'ERR_DEFINITION_UNKNOWN' })
    await expect(connections.update(id, {})).rejects.toMatchObject({ code: 'ERR_DEFINITION_UNKNOWN' })
    await connections.remove(id)
    expect((await connections.list()).connections).toEqual([])
  })
})

test('a database in memory holds connections until it is closed', async () => {
  const { sandbox } = await bench()
  const options = { database: 'sqlite::memory:', keys: { key: new Uint8Array(32).fill(7) }, hosts: sandbox.hosts }
  const first = await openConnform(options)
  expect(await first.connections.create('bigcommerce-rest', tokenForm(sandbox))).toMatchObject({ ok: true })
  expect((await first.connections.list()).connections).toHaveLength(1)
  await first.close()
  const second = await openConnform(options)
  expect((await second.connections.list()).connections).toEqual([])
  await second.close()
})

test('once closed, everything but validation and definitions is refused, and closing again does nothing', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const other = connform.tenant('other')
  await connform.close()
  await connform.close()
  const closed = { code: 'ERR_CLOSED' }
  await expect(connform.connections.list()).rejects.toMatchObject(closed)
  await expect(connform.connections.create('bigcommerce-rest', {})).rejects.toMatchObject(closed)
  await expect(other.connections.get('id')).rejects.toMatchObject(closed)
  await expect(connform.keys.status()).rejects.toMatchObject(closed)
  expect(connform.connections.validate('bigcommerce-rest', tokenForm(sandbox)).ok).toBe(true)
})

test('the state of the keys is told, and never a key', async () => {
  const { open, sandbox, keyFile } = await bench()
  const connform = await open()
  const before = await connform.keys.status()
  const id = expect.stringMatching(/^[\w-]{22}$/)
  expect(before).toEqual({ keyEncryptionKey: { source: 'file', id, file: keyFile, created: true }, dataKeys: [] })
  await connform.connections.create('bigcommerce-rest', tokenForm(sandbox))
  const after = await connform.keys.status()
  expect(after.dataKeys).toEqual([
    {
      keyId: expect.any(String),
      state: 'active',
      wrappedBy: before.keyEncryptionKey.id,
      uses: expect.any(Number),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    },
  ])
  expect((await (await open()).keys.status()).keyEncryptionKey.created).toBe(false)
})

test('another key than the one that sealed opens nothing, and says so without a reason', async () => {
  const { open, sandbox, folder } = await bench()
  const connform = await open()
  const created = await connform.connections.create('bigcommerce-rest', tokenForm(sandbox))
  const id = created.ok ? created.connection.id : ''
  const stranger = await open({ keys: { file: join(folder, 'other.key') } })
  expect(await stranger.connections.get(id)).toMatchObject({ id })
  await expect(stranger.connections.test(id)).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_VAULT_/) })
})

test('pasted text is read by the definition that it is for', async () => {
  const { definitions } = await (await bench()).open()
  const { values } = definitions.derive('bigcommerce-rest', 'https://api.bigcommerce.com/stores/abc123xyz/v3/')
  expect(values).toMatchObject({ storeHash: 'abc123xyz' })
  expect(() => definitions.derive('bigcommerce-rst', 'x')).toThrow('There is no definition')
})
