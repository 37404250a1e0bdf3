// The connector's configuration without a page: a script that reads what to enter, saves, and says what came of it.
// Start: node examples/akeneo-connector-v1/akeneo-connector-v1.mjs [FILE]
// FILE is JSON with `pim`, `store` and `configuration`, the forms as people fill them in. Without it the sandbox's are
// used. With CONNFORM_LIVE=1 the FILE's go to real systems; CONNFORM_DATABASE and CONNFORM_KEY_FILE keep them.
import { readFile } from 'node:fs/promises'
import { openExample } from '../support/open-example.mjs'
import { pimForm, storeForm } from '../support/sandbox-forms.mjs'

const DOCUMENT = 'akeneo-connector-v1'
const [file] = process.argv.slice(2)
const { connform, sandbox, close } = await openExample()
const { setups } = connform
const { slots } = setups.documents.get(DOCUMENT)

const sayIssue = ({ message, hint = '' }) => console.log(`✗ ${message} ${hint}`.trim())

/** What the page shows in green or in red, and where to look for the mistake in the connector's own words. */
function say({ title, advice = [] }, { ok, test, issues }) {
  if (ok) console.log(`✓ ${title}: ${test?.message ?? 'saved.'}`)
  if (test?.ok === false) console.log([`✗ ${title}: ${test.message}`, ...advice].join('\n  - '))
  if (test?.ok !== false) issues.forEach(sayIssue)
  return ok
}

try {
  const { pim, store, configuration } = file === undefined ? sandboxForms() : JSON.parse(await readFile(file, 'utf8'))
  const [started] = await setups.list({ document: DOCUMENT })
  const { id } = started ?? (await setups.start(DOCUMENT)).setup

  console.log('1. The main configuration is disabled until the PIM works')
  const { sections } = await setups.status(id)
  sections.find((section) => section.id === 'main-configuration').reasons.forEach(sayIssue)

  console.log('2. Credentials: saving tests them, and nothing is kept of those that fail')
  if (sandbox !== undefined) say(slots.pim, await setups.connect(id, 'pim', { ...pim, password: 'an-old-password' }))
  const works = say(slots.pim, await setups.connect(id, 'pim', pim))
  if (!(works && say(slots.store, await setups.connect(id, 'store', store)))) process.exitCode = 1

  console.log('3. The main configuration, chosen from lists of the PIM')
  for (const field of ['locale', 'channel', 'mainCategory']) {
    const offered = await setups.options(id, field, { settings: configuration })
    console.log(`  ${field}: ${configuration[field]}, one of ${offered.length}`)
  }
  say({ title: 'Main configuration' }, await setups.save(id, configuration, { section: 'main-configuration' }))
  console.log(`  Ready: ${(await setups.status(id)).ready ? 'yes' : 'no'}`)

  console.log('4. After the first import five fields are guarded')
  await setups.markUsed(id)
  const changes = [
    () => setups.save(id, { locale: 'fr_FR' }),
    () => setups.connect(id, 'pim', { ...pim, url: 'https://other-pim.example.com' }),
    () => setups.connect(id, 'store', { ...store, storeHash: 'another1' }),
  ]
  for (const change of changes) {
    // Called again with `confirm: guard.fields`, it would be made, and the reset with it.
    const { guard } = await change()
    if (guard !== undefined) console.log(`  ${guard.fields.join(', ')} needs ${guard.reset}: ${guard.warning}`)
  }
} finally {
  await close()
}

function sandboxForms() {
  if (sandbox === undefined) throw new Error('Name the FILE that holds your credentials and choices.')
  const { hash, clientId, accessToken } = storeForm(sandbox)
  return {
    pim: pimForm(sandbox),
    store: { storeHash: hash, clientId, accessToken },
    configuration: { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' },
  }
}
