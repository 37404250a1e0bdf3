import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openKeyFile } from '@connform/vault'
import { openConnform } from 'connform'
import { fillDatabase } from 'connform-seed'
import { progressBar } from 'connform-seed/progress-bar'
import { TENANT } from './fleet/fleet-tenant.ts'
import { median } from './paired.ts'
import { formatCount, formatRatio, type Table } from './report.ts'
import { type Child, startChild } from './server/child.ts'
import { type Load, load, type Operation } from './server/load.ts'

const COUNT = 10_000
/** Turns of the two servers within the time of an operation, each after the other. */
const TURNS = 6
const WARM_UP_SECONDS = 2
const PAGE = 50
const LEAST = 0.7

interface Sides<T> {
  readonly bare: T
  /** The bare one with what has to stand around a handler on a network. */
  readonly guarded: T
  readonly ours: T
}

const sides = ['bare', 'guarded', 'ours'] as const

/** The HTTP API under load beside a Fastify that does the same with node:sqlite and nothing else, and one that is guarded. */
export async function serverSection(seconds: number): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'connform-server-'))
  const sandbox = await startChild('./sandbox-server.ts', [])
  const opened: Child[] = [sandbox]
  try {
    const { hosts, form } = JSON.parse(sandbox.url)
    const prepared = await prepare(folder, { hosts, form })
    const { apiKey, operations } = prepared
    const ours = await startChild('./connform-server.ts', [
      `sqlite:${prepared.ours}`,
      prepared.keyFile,
      JSON.stringify(hosts),
    ])
    opened.push(ours)
    const provider = hosts['api.bigcommerce.com']
    const plain = async (path: string, ...rest: readonly string[]) => {
      const child = await startChild('./bare-server.ts', [path, provider, form.accessToken, prepared.template, ...rest])
      opened.push(child)
      return child
    }
    const servers = { bare: await plain(prepared.bare), guarded: await plain(prepared.guarded, apiKey), ours }
    await agree(servers, { apiKey, operations })
    const measured = []
    for (const operation of operations) measured.push(await measure(operation, servers, { seconds, apiKey }))
    return tableOf(measured, seconds)
  } finally {
    for (const child of opened.reverse()) await child.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly name: string
  readonly loads: readonly Sides<Load>[]
  readonly rss: Sides<number>
}

interface MeasureOptions {
  readonly seconds: number
  readonly apiKey: string
}

/** In turns, the one that goes first changing, so that what slows the machine for a while slows all. */
async function measure(operation: Operation, servers: Sides<Child>, options: MeasureOptions): Promise<Measured> {
  const { seconds, apiKey } = options
  const headers = { authorization: `Bearer ${apiKey}` }
  const run = (side: keyof Sides<Child>, time: number) => load(servers[side], operation, { seconds: time, headers })
  const bar = progressBar(operation.name, TURNS)
  for (const side of sides) await run(side, WARM_UP_SECONDS)
  const loads: Sides<Load>[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const order = sides.map((_, index) => sides[(turn + index) % sides.length] ?? 'bare')
    const turns: [string, Load][] = []
    for (const side of order) turns.push([side, await run(side, seconds / TURNS)])
    loads.push(Object.fromEntries(turns) as unknown as Sides<Load>)
    bar.update(turn + 1)
  }
  bar.stop()
  const [bare, guarded, ours] = await Promise.all([servers.bare.rss(), servers.guarded.rss(), servers.ours.rss()])
  return { name: operation.name, loads, rss: { bare, guarded, ours } }
}

function tableOf(measured: readonly Measured[], seconds: number): Table {
  const ratioOf = ({ loads }: Measured, to: 'bare' | 'guarded') =>
    median(loads.map((one) => one.ours.perSecond / one[to].perSecond))
  const middle = ({ loads }: Measured, side: keyof Sides<Load>, of: keyof Load) =>
    median(loads.map((one) => one[side][of]))
  const errorCount = measured
    .flatMap(({ loads }) => loads.flatMap((one) => sides.map((side) => one[side].errors)))
    .reduce((sum, count) => sum + count, 0)
  return {
    title: `The HTTP API under load: SQLite, ${formatCount(COUNT)} connections`,
    head: [
      '',
      ...['bare', 'guarded', 'connform'].map((name) => `${name} per second`),
      'connform to bare',
      'to guarded',
      ...['bare', 'guarded', 'connform'].map((name) => `${name} p50/p99`),
      'bare/guarded/connform RSS',
    ],
    rows: measured.map((one) => [
      one.name,
      ...sides.map((side) => formatCount(middle(one, side, 'perSecond'))),
      formatRatio(ratioOf(one, 'bare')),
      formatRatio(ratioOf(one, 'guarded')),
      ...sides.map((side) => `${middle(one, side, 'p50')}/${middle(one, side, 'p99')} ms`),
      `${sides.map((side) => Math.round(one.rss[side] / 2 ** 20)).join('/')} MiB`,
    ]),
    verdicts: [
      ...measured.slice(0, 2).map((one) => ({
        reached: ratioOf(one, 'bare') >= LEAST,
        text: `${one.name} is ${ratioOf(one, 'bare').toFixed(2)} times as fast as the bare one (aim: at least ${LEAST})`,
      })),
      { reached: errorCount === 0, text: `${errorCount} requests failed (aim: 0)` },
    ],
    notes: [
      `autocannon asks over 10 connections for ${seconds} s each, in ${TURNS} turns; ratios are medians over the turns. Each server is a process of its own, and so is the sandbox.`,
      'The bare one is a handler of Fastify with the same query through node:sqlite and the same JSON: it asks nobody who they are, checks nothing, seals nothing, records nothing, counts nothing.',
      'The guarded one is the same handler with what an API on a network needs around it and nothing else, by the packages one takes for it: security headers, an id for each request, cookies, a key that is stored hashed, a rate limit that is never reached, metrics, parameters checked by a schema, entity tags. What it loses, any server of the kind does.',
      'For a test these two send one request to the sandbox with fetch and store what they found; for a creation they write the same rows, sealed beforehand.',
    ],
  }
}

interface Prepared {
  /** Paths of databases with the same rows. */
  readonly bare: string
  readonly guarded: string
  readonly ours: string
  readonly keyFile: string
  readonly apiKey: string
  /** The rows of one connection, as JSON. */
  readonly template: string
  readonly operations: readonly Operation[]
}

interface Provider {
  readonly hosts: Readonly<Record<string, string>>
  readonly form: Record<string, unknown>
}

async function prepare(folder: string, { hosts, form }: Provider): Promise<Prepared> {
  const [ours, bare, guarded, keyFile] = ['ours.db', 'bare.db', 'guarded.db', 'connform.key'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  const database = `sqlite:${ours}`
  await fillDatabase({ database, keyEncryptionKey: openKeyFile(keyFile).key, tenant: TENANT, count: COUNT })
  const connform = await openConnform({ database, keys: { file: keyFile }, hosts })
  const saved = await connform.connections.create('bigcommerce-rest', form, { verify: 'skip' })
  const made = await connform.access.createKey({ name: 'Load', role: 'admin' })
  const { connections } = await connform.connections.list({ limit: 1000 })
  await connform.close()
  if (!saved.ok || !made.ok) throw new Error('There is nothing to ask for.')
  const { id } = saved.connection
  const template = templateOf(ours, id)
  copyFileSync(ours, bare)
  copyFileSync(ours, guarded)
  const base = '/api/v1/connections'
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ definition: 'bigcommerce-rest', input: form, verify: 'skip' })
  return {
    ...{ ours, bare, guarded, keyFile, template, apiKey: made.secret.reveal() },
    operations: [
      { name: 'get', requests: connections.map((one) => ({ path: `${base}/${one.id}` })) },
      { name: `list, ${PAGE} of a page`, requests: [{ path: `${base}?limit=${PAGE}` }] },
      { name: 'create without a test', requests: [{ method: 'POST', path: base, headers: json, body }] },
      { name: 'test', requests: [{ method: 'POST', path: `${base}/${id}/test` }] },
    ],
  }
}

/** The rows that a connection has in each table, as JSON. */
function templateOf(path: string, id: string): string {
  const database = new DatabaseSync(path)
  const rows = (table: string, column: string) => database.prepare(`select * from ${table} where ${column} = ?`).all(id)
  const template = JSON.stringify({
    connections: rows('connections', 'id'),
    connection_search: rows('connection_search', 'id').map(({ row: _, ...typed }) => typed),
    connection_secrets: rows('connection_secrets', 'connection'),
    audit_entries: rows('audit_entries', 'subject_id'),
  })
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
  return template
}

/** What is compared has to answer the same, or the numbers say nothing. */
async function agree(servers: Sides<Child>, { apiKey, operations }: Pick<Prepared, 'apiKey' | 'operations'>) {
  for (const { name, requests } of operations.slice(0, 2)) {
    const headers = { authorization: `Bearer ${apiKey}` }
    const read = async ({ url }: Child) => {
      const answer = (await (await fetch(`${url}${requests[0]?.path}`, { headers })).json()) as { next?: string }
      return JSON.stringify({ ...answer, next: '' })
    }
    const own = await read(servers.ours)
    for (const side of ['bare', 'guarded'] as const) {
      if ((await read(servers[side])) !== own)
        throw new Error(`${name}: connform and the ${side} server answer differently.`)
    }
  }
}
