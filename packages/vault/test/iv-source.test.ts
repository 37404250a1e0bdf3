import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { ivSource } from '../src/iv-source.ts'
import { drawnIvs } from './support/drawn-ivs.ts'
import { runScript } from './support/processes.ts'
import { loadedVault, place } from './support/vaults.ts'

const script = new URL('support/draw-ivs.ts', import.meta.url)
const execArgv = ['--conditions=@connform/source']

async function inThread(count: number): Promise<Uint8Array> {
  const worker = new Worker(script, { execArgv })
  worker.postMessage(count)
  const [drawn] = await once(worker, 'message')
  return drawn
}

async function inFork(count: number): Promise<Uint8Array> {
  const child = fork(script, { execArgv, serialization: 'advanced' })
  child.send(count)
  const [drawn] = await once(child, 'message')
  return drawn
}

it('nonce reuse: 2^22 IVs of this process, of threads and of forked processes are all different', async () => {
  const quarter = 2 ** 20
  const drawn = await Promise.all([inThread(quarter), inThread(quarter), inFork(quarter), drawnIvs(quarter)])
  // Different in their first eight bytes already, which is more than asked and true but once in two million runs.
  const starts = new BigUint64Array(quarter * drawn.length)
  for (const [part, ivs] of drawn.entries()) {
    const view = new DataView(ivs.buffer, ivs.byteOffset, ivs.byteLength)
    for (let index = 0; index < quarter; index += 1) starts[part * quarter + index] = view.getBigUint64(index * 12)
  }
  starts.sort()
  let same = 0
  for (let index = 1; index < starts.length; index += 1) if (starts[index] === starts[index - 1]) same += 1
  expect([starts.length, same]).toEqual([2 ** 22, 0])
})

it('draws nothing when it is imported or opened, one pool at the first seal, and uses no raw key', async () => {
  const { output } = await runScript('watch-crypto.ts')
  expect(JSON.parse(output)).toEqual({ imported: 0, opened: 0, sealed: 1, refilled: 2, rawKeys: 0, calls: true })
})

for (const pool of [0, 1, 256]) {
  it(`draws no IV twice with a pool of ${pool}`, () => {
    const ivs = ivSource(pool)
    const seen = new Set<string>()
    for (let count = 0; count < 100_000; count += 1) seen.add(ivs.next().toString('latin1'))
    expect(seen.size).toBe(100_000)
    expect(seen.has('\0'.repeat(12))).toBe(false)
  })
}

it('draws other IVs after it was erased', () => {
  const ivs = ivSource(4)
  const first = ivs.next().toString('hex')
  ivs.erase()
  expect(ivs.next().toString('hex')).not.toBe('0'.repeat(24))
  expect(ivs.next().toString('hex')).not.toBe(first)
})

it('seals with another IV each time, across vaults and tenants', async () => {
  const vaults = await Promise.all([loadedVault(), loadedVault({ ivPool: 0 }), loadedVault({ ivPool: 3 })])
  const ivs = new Set<string>()
  for (let count = 0; count < 5000; count += 1)
    for (const vault of vaults) ivs.add(vault.seal(place, 'a').split('.')[2]!)
  expect(ivs.size).toBe(15_000)
})
