// A definition rendered by JSON Forms: the generated form and uischema as they are.
// Start: node examples/json-forms/json-forms.mjs, then open the address it prints. Ctrl-C ends it.
// The page is page.jsx. What stands in it is shown, and sent nowhere.
import { fileURLToPath } from 'node:url'
import { bundle } from '../support/bundle.mjs'
import { listen } from '../support/host-page.mjs'
import { scriptPage } from '../support/script-page.mjs'

const title = 'A connection in JSON Forms'
const script = await bundle(fileURLToPath(new URL('page.jsx', import.meta.url)))
await listen(scriptPage({ title, script }), { title, close: () => undefined })
