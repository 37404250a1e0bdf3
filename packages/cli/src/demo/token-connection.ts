import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deriveStore } from '@connform/adapters'
import { describeConnection } from '../output/connection-lines.ts'
import { describeIssues } from '../output/issues.ts'
import { describeTest } from '../output/test-result.ts'
import { ordinaryStore, type Stage } from './stage.ts'

const KIND = 'bigcommerce-rest'

/** The life of a connection with an access token: pasted, checked, tested, sealed, edited, removed. */
export async function tokenConnection(stage: Stage): Promise<void> {
  const { connform, sandbox, folder, style, step, show, expect } = stage
  const { store, first, second } = ordinaryStore(stage)

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
  show(describeIssues(stage, incomplete.issues, incomplete.changes))
  expect(!incomplete.ok && incomplete.issues[0]?.path[0] === 'accessToken')

  step('Connect: tested first, then sealed and stored')
  const created = await connform.connections.create(KIND, {
    name: 'Demo store',
    authType: 'token',
    storeHash: pasted,
    clientId: first.clientId,
    accessToken: first.accessToken,
  })
  if (created.test !== undefined) show(describeTest(stage, created.test))
  show(describeIssues(stage, created.issues, created.changes))
  expect(created.ok)
  if (!created.ok) return
  const { id } = created.connection

  step('List: secrets are set, and never shown')
  const { connections } = await connform.connections.list()
  for (const connection of connections) show(describeConnection(stage, connection))
  const inClear = await filesWith(folder, first.accessToken)
  show([`Files in the data folder that hold the token in clear: ${inClear}`])
  expect(connections.length === 1 && inClear === 0)

  step('Test again after the API account was deleted: the cause, and what to do')
  sandbox.revoke(first.accessToken)
  const refused = await connform.connections.test(id)
  show(describeTest(stage, refused))
  expect(refused.cause === 'bad_credentials')

  step('Edit the name: the saved token is kept, a mask is never stored')
  const renamed = await connform.connections.update(id, { name: 'Demo store, renamed', accessToken: '**********' })
  show(renamed.ok ? [`${style('green', '✓')} ${renamed.connection.name}`] : describeIssues(stage, renamed.issues))
  expect(renamed.ok)

  step('Edit the token: replaced by one that works, and tested')
  const replaced = await connform.connections.update(id, { accessToken: second.accessToken, clientId: second.clientId })
  if (replaced.test !== undefined) show(describeTest(stage, replaced.test))
  expect(replaced.ok && replaced.connection.status === 'active')

  step('Edit the store hash: the token must be typed again')
  const other = sandbox.stores.find(({ hash }) => hash !== store.hash)
  const moved = await connform.connections.update(id, { storeHash: other?.hash })
  show(describeIssues(stage, moved.issues))
  expect(!moved.ok && moved.issues[0]?.code === 'secret_required')

  step('Rotate the keys: every secret is sealed anew, the key before is destroyed, the token still works')
  const rotated = await connform.keys.rotate()
  const after = await connform.connections.test(id)
  show([`${rotated.resealed} sealed anew, ${rotated.destroyed.length} key destroyed`, ...describeTest(stage, after)])
  expect(rotated.remaining === 0 && rotated.destroyed.length === 1 && after.ok)

  step('Remove, and restore: for 30 days nothing is lost')
  await connform.connections.remove(id)
  const left = await connform.connections.list()
  const restored = await connform.connections.restore(id)
  show([`${left.connections.length} connections left; ${restored.name} is back`])
  expect(left.connections.length === 0 && restored.id === id)

  step('Audit: who did what, names of secrets and never their values; no entry is missing')
  await connform.connections.remove(id, { purge: true })
  const { entries } = await connform.audit.list({ subject: id })
  const check = await connform.audit.verify()
  show(entries.map(({ actor, action, fields }) => `${actor}  ${action}  ${fields.slice(0, 4).join(', ')}`))
  expect(check.ok && entries.at(-1)?.action === 'connection.purged')
}

/** How many files of a folder hold a text. */
async function filesWith(folder: string, text: string): Promise<number> {
  const contents = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file))))
  return contents.filter((content) => content.includes(text)).length
}
