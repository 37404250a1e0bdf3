import { connectionRecord, dataKeyRecord } from '@connform/core/contracts'
import { openStore } from '@connform/storage'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { openWithKeys } from './support/open-with-keys.ts'
import { inProcess } from './support/processes.ts'

const writers = 3

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('makes its tables once when many processes start at once on one with nothing in it', async () => {
    const url = await newUrl()
    const body = `
      const store = await openStore(url)
      await insertDataKeys(store.dataKeys, 'one')
      await store.connections.insert(connectionRecord({ id: String(process.pid) }))
      await store.close()
      console.log('done')`
    const answers = await Promise.all(Array.from({ length: 4 }, () => inProcess(url, body)))
    expect(answers).toEqual(Array(4).fill('done'))
    const store = await openWithKeys(url)
    expect((await store.connections.list('one', { limit: 100 })).connections).toHaveLength(4)
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

  it('lets several workers sweep their shares while others edit: each text is replaced once, no edit is lost', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    const ids = Array.from({ length: 1200 }, (_, index) => `id-${String(index).padStart(4, '0')}`)
    for (let start = 0; start < ids.length; start += 100) {
      const some = ids.slice(start, start + 100)
      await Promise.all(some.map((id) => store.connections.insert(connectionRecord({ id, sealed: `old ${id}` }))))
    }
    const sweep = (range: object) => `
      const store = await openStore(url)
      let replaced = 0
      for (;;) {
        const rows = await store.sealed.list('one', { keyId: 'key-1', limit: 50, range: ${JSON.stringify(range)} })
        if (rows.length === 0) break
        const fresh = ({ sealed }) => ({ sealed: sealed.replace('old', 'new ' + process.pid), keyId: 'key-2' })
        replaced += await store.sealed.replace('one', rows.map((row) => ({ place: row.place, expected: row.sealed, ...fresh(row) })))
      }
      await store.close()
      console.log(replaced)`
    const edit = `
      const store = await openStore(url)
      for (let revision = 2; revision <= 40; revision += 1) {
        const { connections } = await store.connections.list('one', { limit: 1 })
        await store.connections.update({ ...connectionRecord(connections[0]), revision }, revision - 1)
      }
      await store.close()
      console.log('done')`
    // Two on the same share, one on the other, and one who edits.
    const bodies = [sweep({ to: 'id-0600' }), sweep({ to: 'id-0600' }), sweep({ from: 'id-0600' }), edit]
    const [first, second, third, edited] = await Promise.all(bodies.map((body) => inProcess(url, body)))
    expect(Number(first) + Number(second)).toBe(600)
    expect([third, edited]).toEqual(['600', 'done'])
    expect(await store.sealed.count('one', 'key-1')).toBe(0)
    expect(await store.sealed.count('one', 'key-2')).toBe(1200)
    const swept = await store.connections.get('one', 'id-0000')
    expect(swept).toMatchObject({ sealed: expect.stringMatching(/^new \d+ id-0000$/), revision: 40 })
    await store.close()
  }, 60_000)

  it('destroys a key or stores what several processes seal with it, never both', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    const insert = `
      const store = await openStore(url)
      const codes = []
      for (let round = 0; round < 25; round += 1) {
        const record = connectionRecord({ id: process.pid + '-' + round })
        codes.push(await store.connections.insert(record).then(() => 'stored', ({ code }) => code))
        if (codes.at(-1) === 'stored') await store.connections.remove('one', record.id)
      }
      await store.connections.insert(connectionRecord({ id: String(process.pid) })).then(() => codes.push('kept'), ({ code }) => codes.push(code))
      await store.close()
      console.log(codes.join())`
    const remove = `
      const store = await openStore(url)
      let removed = false
      for (let round = 0; round < 50 && !removed; round += 1) removed = await store.dataKeys.removeUnused('one', 'key-1')
      await store.close()
      console.log(removed)`
    const [removed, ...answers] = await Promise.all(
      [remove, insert, insert, insert].map((body) => inProcess(url, body)),
    )
    const codes = answers.flatMap((answer) => answer.split(','))
    expect(codes.filter((code) => !['stored', 'kept', 'ERR_STORE_KEY_GONE'].includes(code))).toEqual([])
    const left = (await store.connections.list('one', { limit: 10 })).connections.length
    expect(left).toBe(codes.filter((code) => code === 'kept').length)
    expect((await store.dataKeys.list('one')).length).toBe(removed === 'true' ? 1 : 2)
    if (left > 0) expect(removed).toBe('false')
    await store.close()
  }, 60_000)
})
