import form from '@connform/schemas/bigcommerce-rest/form.json'
import uiSchema from '@connform/schemas/bigcommerce-rest/rjsf.json'
import Form from '@rjsf/core'
import createPrecompiledValidator from '@rjsf/validator-ajv8/lib/createPrecompiledValidator.js'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

const compiled = '/validators.js'
const validator = createPrecompiledValidator((await import(compiled)).default, form)

/** Each error named `if` only says that another one is there. */
const withoutIf = (errors) => errors.filter(({ name }) => name !== 'if')

function Page() {
  const [submitted, setSubmitted] = useState()
  return (
    <>
      <Form
        schema={form}
        uiSchema={uiSchema}
        validator={validator}
        transformErrors={withoutIf}
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipEmptyDefaults', constAsDefaults: 'never' }}
        omitExtraData
        noHtml5Validate
        // The form shows what is wrong; without this, rjsf prints it as well.
        onError={() => undefined}
        onSubmit={({ formData }) => setSubmitted(formData)}
      />
      {submitted && <p id="submitted">Submitted: {Object.keys(submitted).join(', ')}</p>}
    </>
  )
}

createRoot(document.querySelector('#root')).render(<Page />)
