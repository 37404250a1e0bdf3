// A page of the Akeneo App: sections of its setup one below the other, rendered here, without a script in the browser.
// Start: node examples/akeneo-app/akeneo-app.mjs, then open the address it prints. Ctrl-C ends it.
// It brings a sandbox along; CONNFORM_LIVE=1 uses real systems, CONNFORM_DATABASE and CONNFORM_KEY_FILE keep what you enter.
import { hostPage, listen } from '../support/host-page.mjs'
import { openExample } from '../support/open-example.mjs'
import { pimForm, storeForm } from '../support/sandbox-forms.mjs'
import { configurationPage, confirmPage, resetPage } from './pages.mjs'

const DOCUMENT = 'akeneo-app'
const { connform, sandbox, close } = await openExample()
const { setups } = connform
const document = setups.documents.get(DOCUMENT)

// One app, one configuration: the first visit starts it.
const [started] = await setups.list({ document: DOCUMENT })
const { id } = started ?? (await setups.start(DOCUMENT)).setup

// What the rest of the product wants to know: here it is printed.
setups.subscribe(({ type, slot, fields, reset, opened }) =>
  console.log(['event', type, slot, fields?.join(), reset, opened?.join()].filter(Boolean).join(' ')),
)

/** Everything the page shows. `typed` is what was just refused, by section. */
async function configuration({ choices = {}, typed = {} } = {}) {
  const status = await setups.status(id)
  const forms = {}
  for (const slot of Object.keys(document.slots)) forms[slot] = await setups.form(id, slot)
  const lists = {}
  for (const section of status.sections.filter(({ open }) => open)) {
    for (const field of document.sections.find((each) => each.id === section.id).fields ?? []) {
      if (document.settings.options[field] === undefined) continue
      // A list that cannot be read leaves the field without choices; the status says what is wrong.
      lists[field] = await setups.options(id, field, { settings: choices }).catch(() => [])
    }
  }
  return configurationPage({ document, status, forms, lists, choices, typed, hasSandbox: sandbox !== undefined })
}

// A guarded change waits here until a person confirms it: a secret that was typed never goes back into a page.
const waiting = new Map()

/** `values` is what was typed: what is not secret of it stands in the page again where it was refused. */
async function answer(reply, { section, values }, change) {
  const result = await change([])
  if (result.ok) return reply.redirect('/', 303)
  reply.type('text/html').code(422)
  if (result.guard === undefined) return configuration({ typed: { [section]: { ...result, values } } })
  const ticket = crypto.randomUUID()
  waiting.clear()
  waiting.set(ticket, () => change(result.guard.fields))
  return confirmPage({ document, guard: result.guard, ticket })
}

const filled = (body) => Object.fromEntries(Object.entries(body).filter(([, text]) => text !== ''))
const accounts = {
  pim: () => pimForm(sandbox),
  store: () => {
    const { hash, clientId, accessToken } = storeForm(sandbox)
    return { storeHash: hash, clientId, accessToken }
  },
}

const app = hostPage()

// Choices of the query are not saved: a channel that is only looked at shows its locales and categories.
app.get('/', async ({ query }, reply) => reply.type('text/html').send(await configuration({ choices: filled(query) })))

app.post('/slots/:slot', ({ params: { slot }, body: { useSandbox, ...form } }, reply) => {
  const input = useSandbox && sandbox ? accounts[slot]() : filled(form)
  return answer(reply, { section: slot, values: input }, (confirm) => setups.connect(id, slot, input, { confirm }))
})

app.post('/sections/:section', ({ params: { section }, body }, reply) =>
  answer(reply, { section, values: body }, (confirm) => setups.save(id, filled(body), { section, confirm })),
)

app.post('/confirm/:ticket', async ({ params: { ticket } }, reply) => {
  const change = waiting.get(ticket)
  waiting.delete(ticket)
  const result = await change?.()
  if (result?.ok !== false) return reply.redirect('/', 303)
  return reply
    .type('text/html')
    .code(422)
    .send(await configuration({ typed: { confirm: result } }))
})

app.post('/import', async (_request, reply) => {
  const { ready } = await setups.status(id)
  if (ready) await setups.markUsed(id)
  return reply.redirect('/', 303)
})

app.get('/reset/:kind', ({ params: { kind } }, reply) => reply.type('text/html').send(resetPage({ document, kind })))
app.post('/reset/:kind', async ({ params: { kind } }, reply) => {
  await setups.reset(id, kind)
  return reply.redirect('/', 303)
})

await listen(app, { title: document.title, close })
