// Runs in the browser. What stands here works in any page: no Node, no network, no `eval`.
import { loadAdapter } from '@connform/adapters/load'
import { maskValues, prepare } from '@connform/core'
import { definition } from '@connform/schemas/bigcommerce-rest'
import { validate } from '@connform/schemas/bigcommerce-rest/validate.js'

const adapter = await loadAdapter(definition.id)
const fields = ['name', 'storeHash', 'clientId', 'accessToken']
const { properties: shared, allOf } = definition.form
const { properties: ofToken } = allOf.find((branch) => branch.if.properties.authType.const === 'token').then

const form = element('form', { id: 'connection', autocomplete: 'off' })
for (const name of fields) {
  const { title, writeOnly } = shared[name] ?? ofToken[name]
  const input = element('input', { name, type: writeOnly ? 'password' : 'text' })
  form.append(element('label', { textContent: title }, input))
}
const said = element('ul', { id: 'said' })
form.append(element('button', { textContent: 'Check' }))
document.querySelector('#root').append(form, said)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const input = { authType: 'token', ...Object.fromEntries(new FormData(form)) }

  // The whole way of a value: cleaned, derived from what was pasted, checked, secrets apart.
  const prepared = prepare(definition, input, { adapter })
  // Beside it the form's own validator, compiled when the package was built: for a form that is cleaned already.
  const isValid = validate({ ...prepared.values, ...revealed(prepared.secrets) })

  said.replaceChildren(
    ...prepared.changes.map(({ message }) => element('li', { className: 'good', textContent: message })),
    ...prepared.issues.map(({ path, message, hint = '' }) =>
      element('li', { className: 'bad', textContent: `${path.join('.')}: ${message} ${hint}` }),
    ),
    element('li', { textContent: `The form's validator says: ${isValid ? 'valid' : 'not valid'}` }),
    element('li', { textContent: JSON.stringify(maskValues(prepared)) }),
  )
})

const revealed = (secrets) =>
  Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]))

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}
