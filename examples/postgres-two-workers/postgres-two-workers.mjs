// Two processes that work in the background on one PostgreSQL: they share what is due, and nothing is done twice.
// Start: DATABASE_URL=postgres://… node examples/postgres-two-workers/postgres-two-workers.mjs
// It needs an empty database, and says how to get one where DATABASE_URL is not set. It ends by itself.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '@connform/sandbox'
import { openConnform } from 'connform'

const CONNECTIONS = 12
const { DATABASE_URL: database } = process.env

if (database === undefined) {
  console.error(`Set DATABASE_URL to an empty PostgreSQL database. To start one:
  docker run --rm -p 127.0.0.1:5432:5432 -e POSTGRES_PASSWORD=example postgres:17
  export DATABASE_URL=postgres://postgres:example@127.0.0.1:5432/postgres`)
  process.exitCode = 2
} else {
  await run()
}

async function run() {
  const folder = await mkdtemp(join(tmpdir(), 'connform-workers-'))
  const sandbox = await startSandbox()
  // All processes have the same key file; on several hosts it would be a key of a KMS.
  const file = join(folder, 'connform.key')
  const connform = await openConnform({ database, keys: { file }, hosts: sandbox.hosts, tenant: 'example' })
  try {
    // Workers look after all tenants, and those of somebody else have keys of their own.
    const isEmpty = (await connform.tenants.list()).tenants.length === 0
    if (isEmpty) await shareWork({ connform, sandbox, settings: { database, file, hosts: sandbox.hosts } })
    else {
      console.error('This database is in use. Give the example an empty one.')
      process.exitCode = 2
    }
  } finally {
    await connform.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function shareWork({ connform, sandbox, settings }) {
  const workers = []
  try {
    await createConnections(connform, sandbox)
    const counts = await workUntilShared(workers, settings)
    for (const [name, count] of counts) console.log(`${name} tested ${count > 0 ? 'some' : 'none'} of them`)
    const { connections } = await connform.connections.list()
    console.log(`${connections.filter(({ lastTest }) => lastTest?.ok).length} of ${CONNECTIONS} are tested`)
  } finally {
    await Promise.all(workers.map(stop))
    await connform.tenants.remove(connform.tenantId)
  }
}

/** Connections of two stores, none of them tested yet. */
async function createConnections({ connections }, { stores }) {
  for (let count = 0; count < CONNECTIONS; count += 1) {
    const { hash, tokens } = stores[count % 2]
    const { accessToken, clientId } = tokens[0]
    const form = { name: `Store ${count + 1}`, authType: 'token', storeHash: hash, accessToken, clientId }
    await connections.create('bigcommerce-rest', form, { verify: 'skip' })
  }
}

/** Starts two workers, and waits until all is tested and each of them has done some of it. */
function workUntilShared(workers, settings) {
  const program = new URL('worker.mjs', import.meta.url)
  const counts = new Map()
  const tested = new Set()
  return new Promise((resolve, reject) => {
    for (const name of ['Worker 1', 'Worker 2']) {
      counts.set(name, 0)
      const worker = fork(program)
      workers.push(worker)
      worker.once('exit', () => reject(new Error(`${name} ended early.`)))
      worker.on('message', ({ kind, connection }) => {
        if (kind !== 'tested') return
        tested.add(connection)
        counts.set(name, counts.get(name) + 1)
        if (tested.size === CONNECTIONS && [...counts.values()].every((count) => count > 0)) resolve(counts)
      })
      worker.send(settings)
    }
  })
}

/** Lets a worker go, and waits until it has finished what it was at. */
function stop(worker) {
  if (worker.exitCode !== null || worker.signalCode !== null) return undefined
  return new Promise((resolve) => {
    worker.once('exit', resolve)
    worker.disconnect()
  })
}
