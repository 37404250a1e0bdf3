import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deriveStore } from '@connform/adapters'
import type { Sandbox } from '@connform/sandbox'
import type { Connform } from 'connform'
import { describeConnection } from '../output/connection-lines.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { describeTest } from '../output/test-result.ts'

export interface Tour {
  readonly connform: Connform
  readonly sandbox: Sandbox
  /** Where the tour's database and key lie. */
  readonly folder: string
  readonly say: (text: string) => void
  readonly style: Terminal['style']
}

export interface TourReport {
  readonly steps: readonly string[]
  /** Steps that did not end as they should. */
  readonly failed: readonly string[]
}

const KIND = 'bigcommerce-rest'

/** Walks through the life of one connection; each step is checked, not only shown. */
export async function tour({ connform, sandbox, folder, say, style }: Tour): Promise<TourReport> {
  const steps: string[] = []
  const failed: string[] = []
  const terminal = { style }
  const step = (title: string) => {
    steps.push(title)
    say(`\n${style('bold', `${steps.length}. ${title}`)}`)
  }
  const expect = (holds: boolean) => {
    if (!holds) failed.push(steps.at(-1) ?? '')
  }
  const show = (lines: readonly string[]) => {
    for (const line of lines) say(`   ${line}`)
  }
  const store = sandbox.stores.find(
    ({ status, fault, tokens }) => status === 'live' && fault === undefined && tokens.length > 1,
  )
  const [first, second] = store?.tokens ?? []
  if (store === undefined || first === undefined || second === undefined)
    throw new Error('The sandbox has no store with two tokens.')

  say(style('dim', `A sandbox answers at ${sandbox.url}; every request below is real HTTP to it.`))

  step('Derive: what people paste becomes a store hash')
  const pasted = store.apiPath
  const derived = deriveStore(pasted)
  show([`${pasted}  →  ${style('green', String(derived.values['storeHash']))}`])
  expect(derived.values['storeHash'] === store.hash)

  step('Validate: a stray space is removed, a missing token is named')
  const incomplete = connform.connections.validate(KIND, {
    name: 'Demo store',
    authType: 'token',
    storeHash: ` ${store.hash} `,
    clientId: first.clientId,
  })
  show(describeIssues(terminal, incomplete.issues, incomplete.changes))
  expect(!incomplete.ok && incomplete.issues[0]?.path[0] === 'accessToken')

  step('Connect: tested first, then sealed and stored')
  const created = await connform.connections.create(KIND, {
    name: 'Demo store',
    authType: 'token',
    storeHash: pasted,
    clientId: first.clientId,
    accessToken: first.accessToken,
  })
  if (created.test !== undefined) show(describeTest(terminal, created.test))
  show(describeIssues(terminal, created.issues, created.changes))
  expect(created.ok)
  if (!created.ok) return { steps, failed }
  const { id } = created.connection

  step('List: secrets are set, and never shown')
  const { connections } = await connform.connections.list()
  for (const connection of connections) show(describeConnection(terminal, connection))
  const inClear = await filesWith(folder, first.accessToken)
  show([`Files in the data folder that hold the token in clear: ${inClear}`])
  expect(connections.length === 1 && inClear === 0)

  step('Test again after the API account was deleted: the cause, and what to do')
  sandbox.revoke(first.accessToken)
  const refused = await connform.connections.test(id)
  show(describeTest(terminal, refused))
  expect(refused.cause === 'bad_credentials')

  step('Edit the name: the saved token is kept, a mask is never stored')
  const renamed = await connform.connections.update(id, { name: 'Demo store, renamed', accessToken: '**********' })
  show(renamed.ok ? [`${style('green', '✓')} ${renamed.connection.name}`] : describeIssues(terminal, renamed.issues))
  expect(renamed.ok)

  step('Edit the token: replaced by one that works, and tested')
  const replaced = await connform.connections.update(id, { accessToken: second.accessToken, clientId: second.clientId })
  if (replaced.test !== undefined) show(describeTest(terminal, replaced.test))
  expect(replaced.ok && replaced.connection.status === 'active')

  step('Edit the store hash: the token must be typed again')
  const moved = await connform.connections.update(id, {
    storeHash: sandbox.stores.find(({ hash }) => hash !== store.hash)?.hash,
  })
  show(describeIssues(terminal, moved.issues))
  expect(!moved.ok && moved.issues[0]?.code === 'secret_required')

  step('Remove')
  await connform.connections.remove(id)
  const left = await connform.connections.list()
  show([`${left.connections.length} connections left`])
  expect(left.connections.length === 0)

  say(
    failed.length === 0
      ? `\n${style('green', '✓')} ${steps.length} steps, all as they should be. Next: connform connect ${KIND}`
      : `\n${style('red', '✗')} Not as it should be: ${failed.join('; ')}`,
  )
  return { steps, failed }
}

/** How many files of a folder hold a text. */
async function filesWith(folder: string, text: string): Promise<number> {
  const contents = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))))
  return contents.filter((content) => content.includes(text)).length
}
