// UnoPim's credentials: a list to search, sort and filter, a form, mappings of UnoPim's own locales and currencies, and
// an export that offers active credentials alone. Rendered here, without a script in the browser.
// Start: node examples/unopim/unopim.mjs, then open the address it prints. Ctrl-C ends it.
// It brings a sandbox along; CONNFORM_LIVE=1 uses real systems, CONNFORM_DATABASE and CONNFORM_KEY_FILE keep what you enter.
import { emptyForm } from '../support/empty-form.mjs'
import { hostPage, listen } from '../support/host-page.mjs'
import { openExample } from '../support/open-example.mjs'
import { storeForm } from '../support/sandbox-forms.mjs'
import { deletePage, editPage, exportPage, listPage, newPage } from './pages.mjs'

const DOCUMENT = 'unopim'

// What UnoPim itself has: in a product these would be read from its database, for the tenant that asks.
const locales = [
  { value: 'en_US', label: 'English (United States)' },
  { value: 'de_DE', label: 'German (Germany)' },
  { value: 'fr_FR', label: 'French (France)' },
]
const currencies = [
  { value: 'USD', label: 'US Dollar' },
  { value: 'EUR', label: 'Euro' },
]
const { connform, sandbox, close } = await openExample({
  lists: { 'unopim.locales': () => locales, 'unopim.currencies': () => currencies },
})
const { setups } = connform
const document = setups.documents.get(DOCUMENT)
const hasSandbox = sandbox !== undefined

const newForm = emptyForm(connform, document, 'store')

const app = hostPage()
const send = (reply, text, status = 200) => reply.type('text/html').code(status).send(text)

/** What was typed; on the sandbox, with the account of one of its stores. */
function inputOf({ useSandbox, ...form }) {
  if (!useSandbox || !hasSandbox) return form
  const { apiPath, clientId, clientSecret, accessToken } = storeForm(sandbox, Number(useSandbox))
  return { ...form, name: form.name || 'Sandbox store', storeHash: apiPath, clientId, clientSecret, accessToken }
}

app.get('/', async ({ query }, reply) => {
  const { search = '', status = '', sort = 'name' } = query
  const descending = sort.startsWith('-')
  const found = await setups.list({
    document: DOCUMENT,
    sort: { by: descending ? sort.slice(1) : sort, descending },
    ...(search === '' ? {} : { search }),
    ...(status === '' ? {} : { status }),
  })
  return send(reply, listPage({ document, setups: found, search, status, sort }))
})

app.get('/new', (_request, reply) => send(reply, newPage({ ...newForm, hasSandbox })))
app.post('/new', async ({ body }, reply) => {
  const input = inputOf(body)
  // Tested first: of credentials that do not work nothing is stored, the setup itself included.
  const result = await setups.start(DOCUMENT, { connect: { slot: 'store', input } })
  if (result.ok) return reply.redirect(`/credentials/${result.setup.id}`, 303)
  return send(reply, newPage({ ...newForm, values: input, result, hasSandbox }), 422)
})

app.get('/credentials/:id', async ({ params: { id } }, reply) => send(reply, await edit(id)))
app.post('/credentials/:id', async ({ params: { id }, body }, reply) => {
  // Blank or ********** keeps a saved secret: the setup says so, and nothing has to be done for it here.
  const result = await setups.connect(id, 'store', inputOf(body))
  if (result.ok) return reply.redirect(`/credentials/${id}`, 303)
  return send(reply, await edit(id, { credential: { ...result, values: body } }), 422)
})

app.post('/credentials/:id/defaults', async ({ params: { id }, body }, reply) => {
  // A blank one takes away what was chosen.
  return saved(reply, { id, section: 'defaults' }, await setups.save(id, body))
})

// A row of a mapping comes as `localeMapping.de_DE=de`; one without a choice is left out.
app.post('/credentials/:id/mappings', async ({ params: { id }, body }, reply) => {
  const rowsOf = (mapping) =>
    Object.entries(body).flatMap(([name, to]) => {
      const [of, from] = name.split('.')
      return of === mapping && to !== '' ? [{ from, to }] : []
    })
  const mappings = Object.keys(document.settings.mappings).map((mapping) => [mapping, rowsOf(mapping)])
  return saved(reply, { id, section: 'mappings' }, await setups.save(id, Object.fromEntries(mappings)))
})

async function saved(reply, { id, section }, result) {
  if (result.ok) return reply.redirect(`/credentials/${id}`, 303)
  return send(reply, await edit(id, { [section]: result }), 422)
}

async function edit(id, refused = {}) {
  const status = await setups.status(id)
  const isOpen = status.sections.every(({ open }) => open)
  const fields = [
    ...Object.keys(document.settings.options),
    ...Object.keys(document.settings.mappings).flatMap((name) => [`${name}.from`, `${name}.to`]),
  ]
  const lists = {}
  for (const field of isOpen ? fields : []) lists[field] = await setups.options(id, field).catch(() => [])
  const form = await setups.form(id, 'store')
  return editPage({ document, status, form, lists, refused, hasSandbox })
}

app.get('/credentials/:id/delete', async ({ params: { id } }, reply) =>
  send(reply, deletePage({ document, setup: (await setups.status(id)).setup })),
)
app.post('/credentials/:id/delete', async ({ params: { id } }, reply) => {
  await setups.remove(id)
  return reply.redirect('/', 303)
})

// Inactive credentials are not offered, and not taken either.
const active = () => setups.list({ document: DOCUMENT, status: 'active' })
app.get('/export', async (_request, reply) => send(reply, exportPage({ setups: await active() })))
app.post('/export', async ({ body: { credential } }, reply) => {
  const chosen = (await active()).find(({ id }) => id === credential)
  if (chosen === undefined)
    return send(reply, exportPage({ setups: await active(), answer: 'Choose a credential.' }), 422)
  const { status, data } = await connform.client(chosen.slots.store.connection.id).request('GET', '/v3/catalog/summary')
  await setups.markUsed(chosen.id)
  const answer = `${chosen.name} answered ${status}: its store has ${data?.data?.variant_count ?? 'no'} variants.`
  return send(reply, exportPage({ setups: await active(), answer }))
})

await listen(app, { title: document.title, close })
