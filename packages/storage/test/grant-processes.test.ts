import { authorizationRecord, connectionRecord, grantRecord, oauthClientRecord } from '@connform/core/contracts'
import { describe, expect, it } from 'vitest'
import { sharedDatabases } from './support/databases.ts'
import { openWithKeys } from './support/open-with-keys.ts'
import { inProcess } from './support/processes.ts'

const place = { tenant: 'one', id: 'a' }
const processes = 3

const now = '2026-01-01T00:00:00.000Z'
const until = '2026-01-01T00:01:00.000Z'
const afterwards = '2026-01-01T00:01:00.001Z'

const inProcesses = (url: string, body: string) =>
  Promise.all(Array.from({ length: processes }, () => inProcess(url, body)))

describe.each(sharedDatabases())('$name', ({ newUrl }) => {
  it('leases a grant to one of several processes that fight for it', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    for (let round = 0; round < 40; round += 1) await store.connections.insert(connectionRecord({ id: `${round}` }))
    const body = `
      const store = await openStore(url)
      const lease = { holder: String(process.pid), now: '${now}', until: '${until}' }
      const won = []
      for (let round = 0; round < 40; round += 1) {
        if (await store.connections.leaseGrant({ tenant: 'one', id: String(round) }, lease)) won.push(round)
      }
      await store.close()
      console.log(JSON.stringify(won))`
    const won = (await inProcesses(url, body)).flatMap((answer): number[] => JSON.parse(answer))
    expect(won.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, round) => round))
    await store.close()
  }, 60_000)

  it('lets several processes renew one grant in turn, none of them twice and none in vain', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    await store.connections.insert(connectionRecord({ grant: grantRecord({ sealed: '0' }) }))
    const body = `
      const { setTimeout: sleep } = await import('node:timers/promises')
      const store = await openStore(url)
      const place = { tenant: 'one', id: 'a' }
      const holder = String(process.pid)
      let renewals = 0
      while (renewals < 10) {
        if (!(await store.connections.leaseGrant(place, { holder, now: '${now}', until: '${until}' }))) {
          await sleep(1)
          continue
        }
        const { sealed } = (await store.connections.get('one', 'a')).grant
        // As long as a token endpoint takes, in which the others must not begin.
        await sleep(2)
        const replaced = await store.connections.replaceGrant(place, sealed, grantRecord({ sealed: String(Number(sealed) + 1) }))
        if (!replaced) throw new Error('Another process renewed ' + sealed + ' at the same time.')
        renewals += 1
        await store.connections.releaseGrant(place, holder)
      }
      await store.close()
      console.log(renewals)`
    expect(await inProcesses(url, body)).toEqual(Array(processes).fill('10'))
    expect(await store.connections.get('one', 'a')).toEqual(
      connectionRecord({ grant: grantRecord({ sealed: `${processes * 10}` }) }),
    )
    await store.close()
  }, 60_000)

  it('frees the lease of a process that was killed when its time is over, not before', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    await store.connections.insert(connectionRecord())
    const body = `
      const { writeSync } = await import('node:fs')
      const store = await openStore(url)
      const lease = { holder: 'killed', now: '${now}', until: '${until}' }
      writeSync(2, String(await store.connections.leaseGrant({ tenant: 'one', id: 'a' }, lease)))
      process.kill(process.pid, 'SIGKILL')`
    await expect(inProcess(url, body)).rejects.toThrow('true')
    expect(await store.connections.leaseGrant(place, { holder: 'x', now: until, until: afterwards })).toBe(false)
    expect(await store.connections.leaseGrant(place, { holder: 'x', now: afterwards, until: afterwards })).toBe(true)
    await store.close()
  }, 60_000)

  it('gives each authorisation to one of several processes that take it', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    for (let round = 0; round < 40; round += 1)
      await store.authorizations.insert(authorizationRecord({ stateHash: `hash-${round}` }))
    const body = `
      const store = await openStore(url)
      const taken = []
      for (let round = 0; round < 40; round += 1) {
        if (await store.authorizations.take('hash-' + round, '${now}')) taken.push(round)
      }
      await store.close()
      console.log(JSON.stringify(taken))`
    const taken = (await inProcesses(url, body)).flatMap((answer): number[] => JSON.parse(answer))
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, round) => round))
    await store.close()
  }, 60_000)

  it('keeps an OAuth client from several processes that remove it while it is named, and then lets one of them', async () => {
    const url = await newUrl()
    const store = await openWithKeys(url)
    await store.oauthClients.insert(oauthClientRecord())
    await store.connections.insert(connectionRecord({ values: { oauthClient: 'client' } }))
    const body = `
      const { setTimeout: sleep } = await import('node:timers/promises')
      const store = await openStore(url)
      let removed = false
      while (!removed && (await store.oauthClients.get('one', 'client')) !== undefined) {
        removed = await store.oauthClients.removeUnused('one', 'client')
        const named = await store.connections.get('one', 'a')
        if (removed && named !== undefined) throw new Error('It was removed while it was named.')
        await sleep(1)
      }
      await store.close()
      console.log(removed)`
    const answers = inProcesses(url, body)
    for (let revision = 2; revision <= 100; revision += 1) {
      await store.connections.update(connectionRecord({ values: { oauthClient: 'client' }, revision }), revision - 1)
    }
    await store.connections.remove('one', 'a')
    expect((await answers).sort()).toEqual([...Array(processes - 1).fill('false'), 'true'])
    await store.close()
  }, 60_000)
})
