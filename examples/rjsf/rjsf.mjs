// A definition rendered by react-jsonschema-form: the generated form and uiSchema as they are, no code of connform's.
// Start: node examples/rjsf/rjsf.mjs, then open the address it prints. Ctrl-C ends it.
// The page is page.jsx. What it submits is shown, and sent nowhere.
import { fileURLToPath } from 'node:url'
import form from '@connform/schemas/bigcommerce-rest/form.json' with { type: 'json' }
import { bundle } from '../support/bundle.mjs'
import { listen } from '../support/host-page.mjs'
import { rjsfValidators } from '../support/rjsf-validators.mjs'
import { scriptPage } from '../support/script-page.mjs'

const title = 'A connection in rjsf'
const app = scriptPage({ title, script: await bundle(fileURLToPath(new URL('page.jsx', import.meta.url))) })
const validators = await rjsfValidators(form)
app.get('/validators.js', (_request, reply) => reply.type('text/javascript').send(validators))
await listen(app, { title, close: () => undefined })
