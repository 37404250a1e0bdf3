import { connectionRecord, dataKeyRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { openWithKeys } from './support/open-with-keys.ts'
import { inProcess } from './support/processes.ts'

const writers = 4

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('makes its tables once when many processes start at once on one with nothing in it', async () => {
    const url = await newUrl()
    const body = `
      const store = await openStore(url)
      await insertDataKeys(store.dataKeys, 'one')
      await store.connections.insert(connectionRecord({ id: String(process.pid) }))
      await store.close()
      console.log('done')`
    const answers = await Promise.all(Array.from({ length: 8 }, () => inProcess(url, body)))
    expect(answers).toEqual(Array(8).fill('done'))
    const store = await openWithKeys(url)
    expect((await store.connections.list('one', { limit: 100 })).connections).toHaveLength(8)
    await store.close()
  }, 60_000)

  it('loses no insert and no update of several processes', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    await store.connections.insert(connectionRecord({ id: 'counter', values: { count: 0 } }))
    const body = `
      const store = await openStore(url)
      let conflicts = 0
      for (let round = 0; round < 50; round += 1) {
        await store.connections.insert(connectionRecord({ id: process.pid + '-' + round }))
        for (;;) {
          const read = await store.connections.get('one', 'counter')
          const next = { ...read, values: { count: read.values.count + 1 }, revision: read.revision + 1 }
          try {
            await store.connections.update(next, read.revision)
            break
          } catch (error) {
            if (error.code !== 'ERR_STORE_CONFLICT') throw error
            conflicts += 1
          }
        }
      }
      await store.close()
      console.log('done')`
    expect(await Promise.all(Array.from({ length: writers }, () => inProcess(url, body)))).toEqual(
      Array(writers).fill('done'),
    )
    const counter = await store.connections.get('one', 'counter')
    expect(counter).toMatchObject({ values: { count: writers * 50 }, revision: 1 + writers * 50 })
    expect((await store.connections.list('one', { limit: 1000 })).connections).toHaveLength(1 + writers * 50)
    await store.close()
  }, 60_000)

  it('leases to several processes no more than the limit, and lets one of them replace the key', async () => {
    const url = await newUrl()
    const store = await openStore(url)
    await store.dataKeys.insertActive(dataKeyRecord({ keyId: 'first' }))
    const body = `
      const store = await openStore(url)
      let leased = 0
      for (let round = 0; round < 100; round += 1) if (await store.dataKeys.lease('one', 'first', 3, 500)) leased += 3
      const successor = dataKeyRecord({ keyId: String(process.pid) })
      console.log(leased, await store.dataKeys.replaceActive('first', successor))
      await store.close()`
    const answers = (await Promise.all(Array.from({ length: writers }, () => inProcess(url, body)))).map((answer) =>
      answer.split(' '),
    )
    expect(answers.filter(([, replaced]) => replaced === 'true')).toHaveLength(1)
    const records = await store.dataKeys.list('one')
    expect(records.map(({ state }) => state).sort()).toEqual(['active', 'retired'])
    const leased = answers.reduce((sum, [count]) => sum + Number(count), 0)
    expect(records.find(({ keyId }) => keyId === 'first')?.uses).toBe(leased)
    expect(leased).toBeLessThanOrEqual(500)
    await store.close()
  }, 60_000)

  it('keeps what was acknowledged when a process is killed while it writes', async () => {
    const url = await newUrl()
    const body = `
      const { writeSync } = await import('node:fs')
      const store = await openStore(url)
      await insertDataKeys(store.dataKeys, 'one')
      for (let round = 0; ; round += 1) {
        await store.connections.insert(connectionRecord({ id: String(round) }))
        writeSync(1, round + '\\n')
        if (round === 150) process.kill(process.pid, 'SIGKILL')
      }`
    await expect(inProcess(url, body)).rejects.toThrow()
    const store = await openWithKeys(url)
    expect((await store.connections.list('one', { limit: 1000 })).connections).toHaveLength(151)
    await store.close()
  }, 60_000)
})
