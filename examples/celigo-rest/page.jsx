import Form from '@rjsf/core'
import createPrecompiledValidator from '@rjsf/validator-ajv8/lib/createPrecompiledValidator.js'
import { useCallback, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { OAuthClientWidget } from './oauth-client-widget.jsx'
import { send } from './send.js'

function Page() {
  const [connections, setConnections] = useState([])
  const [opened, setOpened] = useState()
  const reload = useCallback(async () => setConnections(await send('GET', '/connections')), [])
  useEffect(() => void reload(), [reload])
  const authorize = async (id) => {
    location.assign((await send('POST', `/connections/${id}/authorize`)).url)
  }
  return (
    <>
      <ul>
        {connections.map(({ id, name, authType, status }) => (
          <li key={id}>
            {name}, {authType}, {status}{' '}
            <button type="button" onClick={() => setOpened(id)}>
              Edit {name}
            </button>
            {authType === 'oauth2' && (
              <button type="button" onClick={() => authorize(id)}>
                Authorise {name}
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setOpened('new')}>
        Create connection
      </button>
      {opened && (
        <Panel
          key={opened}
          id={opened}
          onSaved={() => {
            setOpened(undefined)
            void reload()
          }}
        />
      )}
    </>
  )
}

/** The form of one connection. What is wrong with it the server says: the same rules, in plain words. */
function Panel({ id, onSaved }) {
  const [panel, setPanel] = useState()
  const [data, setData] = useState({})
  const [refusal, setRefusal] = useState()
  useEffect(() => {
    const open = async () => {
      const { values, ...rest } = await send('GET', `/forms/${id}`)
      const { default: compiled } = await import(`/forms/${id}/validators.js`)
      setPanel({ ...rest, validator: createPrecompiledValidator(compiled, rest.form) })
      setData(values)
    }
    void open()
  }, [id])
  if (panel === undefined) return <p>Opening…</p>

  const save = async (useSandbox) => {
    const { redirectUri: _, ...input } = data
    const answer = await send('PUT', `/connections/${id}`, { ...input, ...(useSandbox ? { useSandbox } : {}) })
    if (answer.ok) onSaved()
    else setRefusal(answer)
  }
  return (
    <section>
      <h2>{id === 'new' ? 'Create connection' : 'Edit connection'}</h2>
      {refusal?.message && <p className="bad">{refusal.message}</p>}
      <Form
        schema={panel.form}
        uiSchema={{ ...panel.uiSchema, oauthClient: { ...panel.uiSchema.oauthClient, 'ui:widget': OAuthClientWidget } }}
        formData={{ ...data, ...(data.authType === 'oauth2' ? { redirectUri: panel.redirectUri } : {}) }}
        validator={panel.validator}
        extraErrors={errorsOf(refusal?.issues ?? [])}
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipEmptyDefaults', constAsDefaults: 'never' }}
        formContext={panel}
        noValidate
        noHtml5Validate
        omitExtraData
        showErrorList={false}
        onChange={({ formData }) => setData(formData)}
        onSubmit={() => save(false)}
      />
      {panel.hasSandbox && (
        <button type="button" onClick={() => save(true)}>
          Save with the sandbox's account
        </button>
      )}
    </section>
  )
}

/** Each issue at its field, with what to do about it. */
const errorsOf = (issues) =>
  Object.fromEntries(
    issues
      .filter(({ path }) => path.length > 0)
      .map(({ path: [field], message, hint = '' }) => [field, { __errors: [`${message} ${hint}`] }]),
  )

createRoot(document.querySelector('#root')).render(<Page />)
