import { describeIssues } from '../output/issues.ts'
import { describeTest } from '../output/test-result.ts'
import { ordinaryStore, type Stage } from './stage.ts'

const KIND = 'bigcommerce-graphql'

/** A connection whose tokens are issued, renewed and taken back for it. */
export async function graphqlConnection(stage: Stage): Promise<void> {
  const { connform, sandbox, style, step, show, expect } = stage
  const { store, account } = issuingAccount(stage)
  const { accessToken } = account
  const form = { name: 'Storefront', storeHash: store.hash, subdomain: `store-${store.hash}` }

  step('GraphQL with Token: refused since its day, with the way out')
  const late = connform.connections.validate(KIND, { ...form, authType: 'token', accessToken })
  show(describeIssues(stage, late.issues))
  expect(late.issues.some(({ code }) => code === 'refused_by_notice'))

  step('GraphQL with Custom: a private token is issued, tested with, and sealed')
  const created = await connform.connections.create(KIND, {
    ...form,
    authType: 'custom',
    accessToken,
    scopes: ['Unauthenticated'],
  })
  if (created.test !== undefined) show(describeTest(stage, created.test))
  show(describeIssues(stage, created.issues, created.changes))
  expect(created.ok)
  if (!created.ok) return

  step('Query: data and errors apart')
  const { data, errors, complexity } = await connform
    .client(created.connection.id)
    .graphql('{ site { settings { storeName } } }')
  show([JSON.stringify(data), style('dim', `${errors.length} errors, complexity ${complexity ?? 'not told'}`)])
  expect(errors.length === 0)

  step('Remove: the issued token is taken back at the provider')
  const { revoked } = await connform.connections.remove(created.connection.id)
  const alive = sandbox.issued().filter(({ kind, revoked: ended }) => kind === 'private' && !ended).length
  show([`Taken back: ${revoked === true ? 'yes' : 'no'}. Private tokens still alive: ${alive}`])
  expect(revoked === true && alive === 0)
}

/** A store with an API account that may issue tokens; the ordinary one's was revoked on the way here. */
function issuingAccount({ sandbox }: Stage) {
  const { store: visited } = ordinaryStore({ sandbox })
  for (const store of sandbox.stores) {
    if (store.hash === visited.hash || store.status !== 'live' || store.fault !== undefined) continue
    const account = store.tokens.find(
      ({ scopes, revoked }) => revoked !== true && scopes.includes('store_storefront_api'),
    )
    if (account !== undefined) return { store, account }
  }
  throw new Error('The sandbox has no API account that may issue tokens.')
}
