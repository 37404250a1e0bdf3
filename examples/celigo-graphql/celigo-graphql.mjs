// A connection with a storefront token of before 30 June 2026: it goes on working, says so with a notice, and is
// reauthorised with Custom before it ends.
// Start: node examples/celigo-graphql/celigo-graphql.mjs
// It goes back in time, and so it runs on the sandbox alone.
import { openExample } from '../support/open-example.mjs'
import { storeForm } from '../support/sandbox-forms.mjs'

let today = new Date('2026-06-01T09:00:00Z')
const { connform, sandbox, close } = await openExample({ clock: () => today })
const { setups, connections } = connform
const { hash, accessToken } = storeForm(sandbox)
const storefrontToken = sandbox.issueStorefrontToken({ hash, issuedAt: today })
const form = { name: 'Storefront of the EU', subdomain: `store-${hash}`, storeHash: hash }

function say({ ok, test, issues }) {
  if (ok) console.log(`✓ ${test.message}`)
  else for (const { message, hint = '' } of issues) console.log(`✗ ${message} ${hint}`.trim())
}

try {
  console.log('1 June 2026: a connection with Token')
  const input = { ...form, authType: 'token', accessToken: storefrontToken }
  const started = await setups.start('celigo-graphql', { connect: { slot: 'store', input } })
  say(started)
  const { id, slots } = started.setup
  console.log(`  Channel ID: ${slots.store.connection.values.channelId}, where nothing was entered`)

  today = new Date('2026-08-01T09:00:00Z')
  console.log('1 August 2026: it still works, and says what comes')
  const old = await connections.get(slots.store.connection.id)
  for (const notice of old.notices) console.log(`! ${notice.title}: ${notice.text}`)
  say(await client('Token'))
  console.log('  Another one with Token is refused')
  say(await setups.start('celigo-graphql', { connect: { slot: 'store', input: { ...input, name: 'Late' } } }))

  console.log('Reauthorise with Custom: the same connection, now with private tokens')
  say(await connections.reauthorize(old.id, { authType: 'custom' }))
  const scopes = ['Unauthenticated']
  say(await connections.reauthorize(old.id, { authType: 'custom', accessToken, scopes }))
  const after = await setups.status(id)
  const { connection } = after.setup.slots.store
  console.log(`  ${connection.authType}, notices: ${connection.notices.length}, the same: ${connection.id === old.id}`)
  say(await client('Custom'))
} finally {
  await close()
}

/** A query, as a flow would send it. */
async function client(authType) {
  const [{ slots }] = await setups.list({ document: 'celigo-graphql' })
  const { data, errors } = await connform
    .client(slots.store.connection.id)
    .graphql('{ site { settings { storeName } } }')
  const message = `With ${authType}, the storefront of ${data?.site.settings.storeName} answers`
  return { ok: errors.length === 0, test: { message }, issues: errors }
}
