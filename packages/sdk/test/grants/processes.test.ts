import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Bench, bench } from '../support/bench.ts'
import { startChild } from '../support/child.ts'
import { customForm, GOOD, PIM, pimForm, savedIn } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { asked, grantsAsked, tokensMinted } from '../support/sandbox-requests.ts'

const TOKEN = '/api/oauth/v1/token'
const CHANNELS = '/api/rest/v1/channels'
const CALLS = 50
const DAY_MS = 86_400_000

/** Two processes that make half of the calls each, all at once. Answers the statuses. */
async function callFromTwoProcesses(
  { file, keyFile, sandbox }: Bench,
  task: { readonly id: string; readonly path?: string; readonly query?: string; readonly offsetMs: number },
): Promise<number[]> {
  const whole = { ...task, file, keyFile, hosts: sandbox.hosts, count: CALLS / 2 }
  const children = [startChild('call-many.ts', whole), startChild('call-many.ts', whole)]
  for (const child of children) expect(await child.line()).toBe('ready')
  for (const child of children) child.go()
  return (await Promise.all(children.map((child) => child.line()))).flatMap((line) => JSON.parse(line) as number[])
}

const allGood = Array(CALLS).fill(200)

test('two processes, one expired token, fifty calls at once: exactly one refresh reaches the server', async () => {
  let offsetMs = 0
  const at = await bench({ clock: () => new Date(Date.now() + offsetMs) })
  const connform = await at.open()
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
  offsetMs = 3_600_000
  at.sandbox.forgetRequests()
  at.sandbox.setFault(PIM, { kind: 'slow', delayMs: 500 }, { path: TOKEN })
  expect(await callFromTwoProcesses(at, { id, path: CHANNELS, offsetMs })).toEqual(allGood)
  expect(grantsAsked(at.sandbox)).toEqual(['refresh_token'])
})

test('two processes, one token refused before its end, fifty calls at once: exactly one refresh', async () => {
  const at = await bench()
  const connform = await at.open()
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
  at.sandbox.revoke(at.sandbox.issued().find(({ kind }) => kind === 'pim-access')?.token ?? '')
  at.sandbox.forgetRequests()
  at.sandbox.setFault(PIM, { kind: 'slow', delayMs: 500 }, { path: TOKEN })
  expect(await callFromTwoProcesses(at, { id, path: CHANNELS, offsetMs: 0 })).toEqual(allGood)
  expect(grantsAsked(at.sandbox)).toEqual(['refresh_token'])
})

test('two processes, one private token that has ended, fifty queries at once: exactly one is issued', async () => {
  let offsetMs = 0
  const at = await bench({ clock: () => new Date(Date.now() + offsetMs) })
  const connform = await at.open()
  const { id } = savedIn(await connform.connections.create('bigcommerce-graphql', customForm(at.sandbox)))
  offsetMs = DAY_MS
  at.sandbox.forgetRequests()
  at.sandbox.setFault(GOOD, { kind: 'slow', delayMs: 500 }, { path: '/v3/storefront/api-token-private' })
  expect(await callFromTwoProcesses(at, { id, query: 'query { __typename }', offsetMs })).toEqual(allGood)
  expect(tokensMinted(at.sandbox)).toHaveLength(1)
})

test('a process that is killed in the middle of a renewal stands in nobody else’s way for longer than its lease', async () => {
  const clock = movingClock(new Date().toISOString())
  const at = await bench()
  const connform = await at.open({ clock })
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
  at.sandbox.revoke(at.sandbox.issued().find(({ kind }) => kind === 'pim-access')?.token ?? '')
  at.sandbox.forgetRequests()
  at.sandbox.setFault(PIM, { kind: 'silent' }, { path: TOKEN, times: 1 })
  const { file, keyFile, sandbox } = at
  const child = startChild('call-many.ts', {
    file,
    keyFile,
    hosts: sandbox.hosts,
    id,
    path: CHANNELS,
    count: 1,
    offsetMs: 0,
  })
  expect(await child.line()).toBe('ready')
  child.go()
  await asked(sandbox, TOKEN)
  child.kill()

  const calling = connform.client(id).request('GET', CHANNELS)
  await asked(sandbox, CHANNELS, 2)
  // Several looks at the lease, all of them in vain.
  await pause(350)
  expect(grantsAsked(sandbox)).toHaveLength(1)
  clock.move({ seconds: 60 })
  expect(await calling).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toHaveLength(2)
})
