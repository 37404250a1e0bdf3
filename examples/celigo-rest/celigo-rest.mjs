// The "Create connection" panel of an integration platform, for REST: the fields of the chosen auth type, OAuth 2.0
// clients to add and change beside it, the redirect URL to copy, and secrets that are typed again at each edit.
// Start: node examples/celigo-rest/celigo-rest.mjs, then open the address it prints. Ctrl-C ends it.
// It brings a sandbox along; CONNFORM_LIVE=1 uses real systems, CONNFORM_DATABASE and CONNFORM_KEY_FILE keep what you enter.
// The page is page.jsx; all it knows it asks of the addresses below.
import { fileURLToPath } from 'node:url'
import { bundle } from '../support/bundle.mjs'
import { emptyForm } from '../support/empty-form.mjs'
import { listen } from '../support/host-page.mjs'
import { openExample } from '../support/open-example.mjs'
import { rjsfValidators } from '../support/rjsf-validators.mjs'
import { storeForm } from '../support/sandbox-forms.mjs'
import { scriptPage } from '../support/script-page.mjs'

const DOCUMENT = 'celigo-rest'
const { connform, sandbox, close } = await openExample()
const { setups, oauthClients, connections } = connform
const document = setups.documents.get(DOCUMENT)
const { definition } = document.slots.store
const newForm = emptyForm(connform, document, 'store')
const formOf = (id) => (id === 'new' ? newForm : setups.form(id, 'store'))

const app = scriptPage({
  title: document.title,
  script: await bundle(fileURLToPath(new URL('page.jsx', import.meta.url))),
})

app.get('/forms/:id', async ({ params: { id } }) => {
  const { form, uiSchema, values } = await formOf(id)
  return { form, uiSchema, values, redirectUri: redirectUri(), hasSandbox: sandbox !== undefined }
})
app.get('/forms/:id/validators.js', async ({ params: { id } }, reply) =>
  reply.type('text/javascript').send(await rjsfValidators((await formOf(id)).form)),
)

// --- connections ---

app.get('/connections', async () => {
  const all = await setups.list({ document: DOCUMENT })
  return all.map(
    ({
      id,
      name,
      slots: {
        store: { connection },
      },
    }) => ({
      id,
      name,
      authType: connection?.authType,
      status: connection?.status,
    }),
  )
})

app.put('/connections/:id', async ({ params: { id }, body: { useSandbox, ...typed } }, reply) => {
  const input = useSandbox && sandbox ? withSandboxAccount(typed) : typed
  const result =
    id === 'new'
      ? await setups.start(DOCUMENT, { connect: { slot: 'store', input } })
      : await setups.connect(id, 'store', input)
  const { ok, issues, test } = result
  return reply.code(ok ? 200 : 422).send({ ok, issues, message: test?.message })
})

/** What was typed, with the secrets and names of the sandbox's first store, which the page never sees. */
function withSandboxAccount(typed) {
  const { hash, clientId, accessToken } = storeForm(sandbox)
  const ofAuthType = {
    token: { clientId, accessToken },
    basic: { username: clientId, password: accessToken },
    oauth2: {},
  }
  return { ...typed, storeHash: hash, ...ofAuthType[typed.authType] }
}

// --- OAuth 2.0 ---

const redirectUri = () => `http://127.0.0.1:${app.server.address().port}/callback`

app.get('/oauth-clients', async () => {
  const clients = await oauthClients.list(definition)
  return clients.map(({ id, name, clientId }) => ({ id, name, clientId }))
})
app.put('/oauth-clients/:id', async ({ params: { id }, body: { useSandbox, ...typed } }, reply) => {
  const [sandboxApp] = sandbox?.apps ?? []
  const input = useSandbox && sandboxApp ? { ...typed, ...pick(sandboxApp) } : typed
  // A blank secret keeps the saved one.
  const result = id === 'new' ? await oauthClients.create(definition, input) : await oauthClients.update(id, input)
  return reply.code(result.ok ? 200 : 422).send({ ok: result.ok, issues: result.issues, id: result.client?.id })
})
const pick = ({ clientId, clientSecret }) => ({ clientId, clientSecret })

app.post('/connections/:id/authorize', async ({ params: { id } }) => {
  const { setup } = await setups.status(id)
  const { url } = await connections.authorize(setup.slots.store.connection.id, { redirectUri: redirectUri() })
  // The sandbox's login page is somewhere else than the real one.
  const { host, pathname, search } = new URL(url)
  return { url: sandbox === undefined ? url : `${sandbox.hosts[host]}${pathname}${search}` }
})

app.get('/callback', async ({ query }, reply) => {
  const result = await connform.oauth.handleCallback(query)
  if (result.ok) return reply.redirect('/')
  return reply.code(400).send(result.issues.map(({ message, hint = '' }) => `${message} ${hint}`).join('\n'))
})

await listen(app, { title: document.title, close })
// As a developer registers the address in the Developer Portal.
sandbox?.registerApp({ redirectUris: [redirectUri()] })
