// The same routes at their barest: Fastify and node:sqlite, nobody asked who they are, no form checked, nothing sealed.
// With a key they are guarded, as an API on a network has to be, and still do no more than that.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import fastify from 'fastify'
import { TENANT } from '../fleet/fleet-tenant.ts'
import { asChild } from './as-child.ts'
import { guard, sendTagged } from './guards.ts'

type Row = Record<string, SQLInputValue>

const [path = '', provider = '', token = '', template = '{}', apiKey] = process.argv.slice(2)
const isGuarded = apiKey !== undefined
const database = new DatabaseSync(path, { timeout: 30_000, enableForeignKeyConstraints: true })
database.exec('pragma journal_mode = wal; pragma synchronous = full')
const one = database.prepare('select * from connections where tenant = ? and id = ?')
const page = database.prepare(
  'select * from connections where tenant = ? and removed_at is null order by created_at, id limit ? + 0',
)
const tested = database.prepare(
  'update connections set last_test = ?, cause = ?, tested_at = ?, status = ? where tenant = ? and id = ?',
)
const head = database.prepare('select sequence, hash from audit_heads where tenant = ?')
const moveHead = database.prepare('update audit_heads set sequence = ?, hash = ? where tenant = ?')

const app = fastify({
  routerOptions: { maxParamLength: 2048 },
  ...(isGuarded ? { genReqId: () => crypto.randomUUID() } : {}),
})
if (isGuarded) await guard(app, apiKey)

/** What is asked for is checked where the server is guarded. */
const checked = (part: 'params' | 'querystring', name: string, type: object) =>
  isGuarded ? { schema: { [part]: { type: 'object', properties: { [name]: type }, additionalProperties: false } } } : {}

const byId = checked('params', 'id', { type: 'string', minLength: 1, maxLength: 128 })
app.get<{ Params: { id: string } }>('/api/v1/connections/:id', byId, (request, reply) => {
  const row = one.get(TENANT, request.params.id)
  if (row === undefined) reply.code(404).send({})
  else if (isGuarded) sendTagged(request, reply, viewOf(row))
  else reply.send(viewOf(row))
})

const inPages = checked('querystring', 'limit', { type: 'integer', minimum: 1, maximum: 1000 })
app.get<{ Querystring: { limit: string } }>('/api/v1/connections', inPages, (request, reply) => {
  const limit = Number(request.query.limit)
  const rows = page.all(TENANT, limit + 1)
  const last = rows[limit - 1]
  const next = { key: last?.['created_at'], id: last?.['id'] }
  const more = rows.length > limit ? { next: Buffer.from(JSON.stringify(next)).toString('base64url') } : {}
  reply.send({ connections: rows.slice(0, limit).map(viewOf), ...more })
})

const rows: Readonly<Record<string, readonly Row[]>> = JSON.parse(template)
const first = rows['connections']?.[0]?.['id']
const inserts = new Map<string, StatementSync>()
for (const [table, [row = {}] = []] of Object.entries(rows)) {
  const names = Object.keys(row)
  inserts.set(table, database.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`))
}

app.post('/api/v1/connections', (_, reply) => {
  const id = crypto.randomUUID()
  const put = (table: string, row: Row): void => {
    const values = Object.values(row).map((value) => (value === first ? id : value))
    inserts.get(table)?.run(...values)
  }
  database.exec('begin immediate')
  try {
    for (const table of ['connections', 'connection_search', 'connection_secrets']) {
      for (const row of rows[table] ?? []) put(table, row)
    }
    const end = head.get(TENANT) ?? {}
    const sequence = Number(end['sequence']) + 1
    put('audit_entries', { ...rows['audit_entries']?.[0], sequence, previous_hash: String(end['hash']) })
    moveHead.run(sequence, String(rows['audit_entries']?.[0]?.['hash']), TENANT)
    database.exec('commit')
  } catch (error) {
    database.exec('rollback')
    throw error
  }
  reply.code(201).send({ connection: viewOf(one.get(TENANT, id) ?? {}), issues: [], changes: [] })
})

app.post<{ Params: { id: string } }>('/api/v1/connections/:id/test', async (request) => {
  const { id } = request.params
  const row = one.get(TENANT, id) ?? {}
  const { storeHash } = JSON.parse(String(row['field_values']))
  const headers = { accept: 'application/json', 'x-auth-token': token }
  const answer = await fetch(`${provider}/stores/${storeHash}/v2/store`, { headers })
  const { name } = (await answer.json()) as { name: string }
  const testedAt = new Date().toISOString()
  const result = { ok: true, cause: 'ok', message: 'It works.', hints: [], httpStatus: answer.status, testedAt, name }
  tested.run(JSON.stringify(result), 'ok', testedAt, 'active', TENANT, id)
  return result
})

const baseUrls: Readonly<Record<string, (values: Record<string, string>) => string>> = {
  'bigcommerce-rest': ({ storeHash }) => `https://api.bigcommerce.com/stores/${storeHash}`,
  'bigcommerce-graphql': ({ subdomain }) => `https://${subdomain}.mybigcommerce.com`,
  'akeneo-pim': ({ url = '' }) => url,
}

function viewOf(row: Readonly<Record<string, unknown>>) {
  const values = JSON.parse(String(row['field_values']))
  const secrets: Record<string, string> = JSON.parse(String(row['secret_fields']))
  return {
    id: row['id'],
    definition: row['definition'],
    definitionVersion: row['definition_version'],
    name: row['name'],
    authType: row['auth_type'],
    status: row['status'],
    values,
    secrets: Object.fromEntries(Object.entries(secrets).map(([name, updatedAt]) => [name, { set: true, updatedAt }])),
    derived: { baseUrl: baseUrls[String(row['definition'])]?.(values) },
    notices: [],
    lastTest: row['last_test'] === null ? null : JSON.parse(String(row['last_test'])),
    revision: row['revision'],
    createdAt: row['created_at'],
    updatedAt: row['updated_at'],
  }
}

asChild(await app.listen({ host: '127.0.0.1', port: 0 }), () => app.close())
