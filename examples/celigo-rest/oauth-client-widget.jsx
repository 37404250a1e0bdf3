import { useCallback, useEffect, useState } from 'react'
import { send } from './send.js'

/** A saved client to choose, with + to add one and a pencil to change the chosen one. */
export function OAuthClientWidget({ id, value, required, onChange, registry }) {
  const [clients, setClients] = useState([])
  const [edited, setEdited] = useState()
  const reload = useCallback(async () => setClients(await send('GET', '/oauth-clients')), [])
  useEffect(() => void reload(), [reload])
  const saved = async (chosen) => {
    setEdited(undefined)
    await reload()
    onChange(chosen)
  }
  return (
    <>
      <select
        id={id}
        value={value ?? ''}
        required={required}
        onChange={({ target }) => onChange(target.value || undefined)}
      >
        <option value="">Choose a client</option>
        {clients.map((client) => (
          <option key={client.id} value={client.id}>
            {client.name}
          </option>
        ))}
      </select>
      <button
        type="button"
        title="Add an OAuth 2.0 client"
        onClick={() => setEdited({ id: 'new', name: '', clientId: '' })}
      >
        +
      </button>
      <button
        type="button"
        title="Change this OAuth 2.0 client"
        disabled={!value}
        onClick={() => setEdited(clients.find((client) => client.id === value))}
      >
        ✎
      </button>
      {edited && <Client client={edited} hasSandbox={registry.formContext.hasSandbox} onSaved={saved} />}
    </>
  )
}

function Client({ client, hasSandbox, onSaved }) {
  const [typed, setTyped] = useState({ name: client.name, clientId: client.clientId, clientSecret: '' })
  const [issues, setIssues] = useState([])
  const save = async (useSandbox) => {
    const answer = await send('PUT', `/oauth-clients/${client.id}`, { ...typed, ...(useSandbox ? { useSandbox } : {}) })
    if (answer.ok) onSaved(answer.id)
    else setIssues(answer.issues)
  }
  const field = (name, title, type = 'text') => (
    <label>
      {title}
      <input
        type={type}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        value={typed[name]}
        onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      />
    </label>
  )
  return (
    <fieldset aria-label="OAuth 2.0 client">
      {field('name', 'Client name')}
      {field('clientId', 'Client ID')}
      {field(
        'clientSecret',
        client.id === 'new' ? 'Client secret' : 'Client secret (blank keeps the saved one)',
        'password',
      )}
      {issues.map(({ message, hint = '' }) => (
        <p key={message} className="bad">
          {message} {hint}
        </p>
      ))}
      <button type="button" onClick={() => save(false)}>
        Save client
      </button>
      {hasSandbox && (
        <button type="button" onClick={() => save(true)}>
          Save client with the sandbox's app
        </button>
      )}
    </fieldset>
  )
}
