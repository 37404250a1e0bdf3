// Checks a form in the browser, by the same code that the server uses, under a policy that forbids `eval`.
// Start: node examples/browser-validate/browser-validate.mjs, then open the address it prints. Ctrl-C ends it.
// The page is page.mjs. Nothing is sent: neither a server nor an account is needed to check a form.
import { fileURLToPath } from 'node:url'
import { bundle } from '../support/bundle.mjs'
import { listen } from '../support/host-page.mjs'
import { scriptPage } from '../support/script-page.mjs'

const title = 'Check a connection in the browser'
const script = await bundle(fileURLToPath(new URL('page.mjs', import.meta.url)))
await listen(scriptPage({ title, script }), { title, close: () => undefined })
