import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openStore } from '@connform/storage'
import { openKeyFile, openVault } from '@connform/vault'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Bench, bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { pimForm, savedIn, tokenForm } from '../support/forms.ts'
import { type Ledger, ledger } from './ledger.ts'
import type { Line, Task } from './lines.ts'

// A short run belongs to the other tests; `npm run test:soak` asks for a long one.
const KILLS = Number(process.env['CONNFORM_SOAK_KILLS'] ?? 10)
/** Lives side by side on one database. */
const LANES = ['a', 'b']
const DAY_MS = 86_400_000
const program = fileURLToPath(new URL('life.ts', import.meta.url))

describe.each(databases)('on $name', (database) => {
  test(`after ${KILLS} kills at random moments, all that was acknowledged is there, and every secret opens`, async () => {
    const at = await bench({}, database)
    const connform = await at.open()
    // One for each lane: their clocks run apart by hours, and a lease is judged by the clock of who looks at it.
    const pims = new Map<string, string>()
    for (const lane of LANES) {
      const pim = savedIn(await connform.connections.create('akeneo-pim', { ...pimForm(at.sandbox), name: lane }))
      pims.set(lane, pim.id)
    }
    const books = new Map(LANES.map((lane) => [lane, ledger()]))
    for (let kill = 0; kill < KILLS; ) {
      const lives = LANES.map((lane) =>
        live(at, { lane, pim: pims.get(lane) ?? '', book: bookOf(books, lane), epochMs: kill * DAY_MS }),
      )
      await Promise.all(
        lives.map(async ({ started, end }) => {
          await started
          await pause(Math.random() * 400)
          await end()
        }),
      )
      kill += LANES.length
    }
    await expectWhole(at, [...books.values()], [...pims.values()])
  }, 3_600_000)
})

function bookOf(books: ReadonlyMap<string, Ledger>, lane: string): Ledger {
  const book = books.get(lane)
  if (book === undefined) throw new Error(`There is no lane ${lane}.`)
  return book
}

interface Life {
  readonly lane: string
  readonly pim: string
  readonly book: Ledger
  readonly epochMs: number
}

/** Starts a life; `end` kills it and closes its books. */
function live({ database, keyFile, sandbox }: Bench, { lane, pim, book, epochMs }: Life) {
  const { accessToken: _, ...form } = tokenForm(sandbox)
  const task: Task = {
    database,
    keyFile,
    hosts: sandbox.hosts,
    form,
    pim,
    lane,
    own: book.own(),
    serial: book.serial(),
    epochMs,
  }
  const words = ['--conditions=@connform/source', '--no-warnings', program, JSON.stringify(task)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  let rest = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  let begun: () => void = () => undefined
  const started = new Promise<void>((resolve, reject) => {
    begun = resolve
    child.once('exit', () => reject(new Error(`It ended before it was killed. ${said}`)))
  })
  child.stdout.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      const line: Line = JSON.parse(text)
      if ('done' in line && line.done === 'start') begun()
      book.note(line)
    }
  })
  return {
    started,
    end: async () => {
      if (child.exitCode !== null) throw new Error(`It ended by itself. ${said}`)
      const closed = untilClosed(child)
      child.kill('SIGKILL')
      await closed
      book.end()
      expect(said).toBe('')
    },
  }
}

const untilClosed = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('close', () => resolve()))

async function expectWhole(
  { database, keyFile, open, sandbox }: Bench,
  books: readonly Ledger[],
  pims: readonly string[],
) {
  // After every life, so that no lease of a dead one lasts.
  const connform = await open({ clock: () => new Date(Date.now() + (KILLS + 2) * DAY_MS) })
  const { remaining, unopened } = await connform.keys.sweep()
  expect({ remaining, unopened }).toEqual({ remaining: 0, unopened: 0 })
  expect((await connform.keys.status()).dataKeys).toMatchObject([{ state: 'active' }])
  expect(await connform.audit.verify()).toMatchObject({ ok: true })

  const secrets = await openAll(database, keyFile)
  const there = new Set(secrets.keys())
  const created = new Set<string>()
  for await (const { action, subject } of connform.audit.entries()) {
    if (action === 'connection.created') created.add(subject.id)
    if (action === 'connection.purged') created.delete(subject.id)
  }
  // A row and its entry in the audit are both there, or neither.
  expect([...created].sort()).toEqual([...there].sort())
  for (const pim of pims) there.delete(pim)
  for (const book of books) {
    for (const { id, name, secrets: possible, mayBeGone } of book.expected()) {
      const found = secrets.get(id)
      if (found === undefined && mayBeGone) continue
      expect({ id, name: found?.name }).toEqual({ id, name })
      expect(possible).toContain(found?.accessToken)
      there.delete(id)
    }
    const maybe = book.maybe()
    for (const id of there) {
      const found = secrets.get(id)
      if (found !== undefined && maybe.get(found.name) === found.accessToken) there.delete(id)
    }
  }
  // Nothing that nobody made.
  expect([...there]).toEqual([])
  for (const pim of pims) {
    expect(await connform.client(pim).request('GET', '/api/rest/v1/channels')).toMatchObject({ ok: true })
  }
  expect(sandbox.requests().length).toBeGreaterThan(0)
}

/** Every sealed text of the database, opened past the SDK: by connection, its name and its access token. */
async function openAll(
  database: string,
  keyFile: string,
): Promise<Map<string, { name: string; accessToken?: string }>> {
  const store = await openStore(database)
  const vault = openVault({ keyEncryptionKey: openKeyFile(keyFile).key, dataKeys: store.dataKeys })
  try {
    await vault.load('default')
    const found = new Map<string, { name: string; accessToken?: string }>()
    let page = await store.connections.list('default', { limit: 1000 })
    for (;;) {
      for (const { id } of page.connections) {
        const record = await store.connections.get('default', id)
        if (record === undefined) throw new Error('A listed connection is not there.')
        const place = { tenant: 'default', connection: id }
        const opened = JSON.parse(vault.open({ ...place, slot: 'credentials' }, record.sealed ?? ''))
        if (record.grant !== null) JSON.parse(vault.open({ ...place, slot: 'grant' }, record.grant.sealed))
        found.set(id, { name: record.name, ...opened })
      }
      if (page.next === undefined) return found
      page = await store.connections.list('default', { limit: 1000, after: page.next })
    }
  } finally {
    vault.close()
    await store.close()
  }
}
