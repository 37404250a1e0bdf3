import { definition } from '@connform/schemas/bigcommerce-rest'
import form from '@connform/schemas/bigcommerce-rest/form.json'
import uischema from '@connform/schemas/bigcommerce-rest/jsonforms.json'
import { validate } from '@connform/schemas/bigcommerce-rest/validate.js'
import { JsonForms } from '@jsonforms/react'
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

/**
 * JSON Forms compiles schemas in the browser, which needs `unsafe-eval`. It asks its ajv for two things, and both are
 * here already: the form's validator, compiled when the package was built, and whether a value is the one of a rule.
 */
const ajv = { compile: () => validate, validate: (condition, value) => value === condition.const }

/** JSON Forms keeps the data of hidden groups on purpose; what belongs to another auth type is pruned here. */
const pruning = (state, action, reduce) => {
  const next = reduce(state, action)
  return action.type === 'jsonforms/UPDATE' ? { ...next, data: pruned(next.data ?? {}) } : next
}

function pruned(data) {
  const { properties, allOf } = definition.form
  const branch = allOf.find((each) => each.if.properties.authType.const === data.authType)
  const shown = { ...properties, ...branch?.then.properties }
  return Object.fromEntries(Object.entries(data).filter(([name]) => name in shown))
}

function Page() {
  const [{ data, errors }, setState] = useState({ data: {}, errors: [] })
  return (
    <>
      <JsonForms
        schema={form}
        uischema={uischema}
        data={data}
        renderers={vanillaRenderers}
        cells={vanillaCells}
        ajv={ajv}
        middleware={pruning}
        onChange={(state) => setState(state)}
      />
      <p id="state">
        Filled: {Object.keys(data).join(', ')}. {errors.length === 0 ? 'Complete.' : 'Not complete.'}
      </p>
    </>
  )
}

createRoot(document.querySelector('#root')).render(<Page />)
