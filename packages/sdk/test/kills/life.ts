// A process of its own that lives a busy life until it is killed: creates, edits, removes and renews connections of its
// own, and rotates and sweeps the keys of all. It says what it is about to do before, and what was acknowledged after,
// each as one line in one write. Argument: everything it needs, as JSON.
import { writeSync } from 'node:fs'
import { openConnform } from 'connform'
import type { Line, Task } from './lines.ts'

const task: Task = JSON.parse(String(process.argv[2]))
const { database, keyFile, hosts, form, pim, lane, epochMs } = task
// Moves on with every renewal, so that tokens are over; later lives begin after it, so that no lease of a dead one lasts.
let aheadMs = epochMs
const connform = await openConnform({
  database,
  keys: { file: keyFile, sealsPerLease: 64 },
  hosts,
  actor: `life:${lane}`,
  clock: () => new Date(Date.now() + aheadMs),
})
let own = [...task.own]
let count = 0
let serial = task.serial

const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const newSecret = (): string => {
  serial += 1
  return `${lane}x${serial}`.padEnd(31, '0')
}

async function create(): Promise<void> {
  const accessToken = newSecret()
  const name = `${lane} ${serial}`
  say({ about: 'create', name, secret: accessToken })
  const result = await connform.connections.create(
    'bigcommerce-rest',
    { ...form, name, accessToken },
    { verify: 'skip' },
  )
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  own.push(result.connection.id)
  say({ done: 'create', id: result.connection.id, name, secret: accessToken })
}

async function edit(id: string): Promise<void> {
  const accessToken = newSecret()
  say({ about: 'edit', id, secret: accessToken })
  const result = await connform.connections.update(id, { accessToken }, { verify: 'skip' })
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  say({ done: 'edit', id, secret: accessToken })
}

async function remove(id: string): Promise<void> {
  say({ about: 'remove', id })
  await connform.connections.remove(id, { purge: true })
  own = own.filter((other) => other !== id)
  say({ done: 'remove', id })
}

async function renew(): Promise<void> {
  aheadMs += 2 * 3_600_000
  say({ about: 'renew', id: pim })
  const { status } = await connform.client(pim).request('GET', '/api/rest/v1/channels')
  say({ done: 'renew', id: pim, status })
}

async function rotate(): Promise<void> {
  say({ about: 'rotate' })
  await connform.keys.rotate({ batchSize: 3 })
  say({ done: 'rotate' })
}

async function sweep(): Promise<void> {
  say({ about: 'sweep' })
  await connform.keys.sweep({ batchSize: 2 })
  say({ done: 'sweep' })
}

say({ done: 'start' })
for (;;) {
  const id = own[Math.floor(Math.random() * own.length)]
  const dice = Math.random()
  count += 1
  if (id === undefined || dice < 0.3) await create()
  else if (dice < 0.55) await edit(id)
  else if (dice < 0.62) await remove(id)
  else if (dice < 0.78) await renew()
  else if (dice < 0.9) await rotate()
  else await sweep()
  if (count > 10_000) throw new Error('Nobody killed it.')
}
