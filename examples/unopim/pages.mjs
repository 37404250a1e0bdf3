import { fields, fromUiSchema, select } from '../support/fields.mjs'
import { html, page } from '../support/html.mjs'

const SORTS = [
  { value: 'name', label: 'Label, A to Z' },
  { value: '-name', label: 'Label, Z to A' },
  { value: 'address', label: 'API URL' },
  { value: 'status', label: 'Status' },
  { value: '-createdAt', label: 'Newest first' },
]
const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'failing', label: 'Failing' },
]

/** Label, API URL and status of each credential, with a pencil and a bin. */
export const listPage = ({ document, setups, search, status, sort }) =>
  page(
    document.title,
    html`<nav><a class="button" href="/new">+ Create Credential</a> <a class="button" href="/export">Export</a></nav>
    <form class="panel" method="get" action="/">
      <label>Search <input name="search" value="${search}"></label>
      <label>Status ${select('status', STATUSES, status)}</label>
      <label>Sort by ${select('sort', SORTS, sort)}</label>
      <button>Show</button>
    </form>
    <table>
      <thead><tr><th>Label</th><th>API URL</th><th>Status</th><th></th></tr></thead>
      <tbody>${setups.map(row)}</tbody>
    </table>
    ${setups.length === 0 && html`<p>No credential is here yet, or none matches.</p>`}`,
  )

const row = ({ id, name, slots: { store } }) =>
  html`<tr><td>${name}</td><td>${store.connection?.derived.baseUrl}</td><td>${store.connection?.status}</td>
    <td><a href="/credentials/${id}" title="Edit ${name}">✎</a> <a href="/credentials/${id}/delete" title="Delete ${name}">🗑</a></td></tr>`

export const newPage = ({ form, uiSchema, values = {}, result, hasSandbox }) =>
  page(
    'Create Credential',
    html`<p><a href="/">All credentials</a></p>${result && problems(result, form)}
    ${credentialForm('/new', { form, uiSchema, values, result, hasSandbox, save: 'Save Credential' })}`,
  )

/** The credential, its defaults and its mappings. */
export function editPage({ document, status: { setup, slots, sections }, form, lists, refused, hasSandbox }) {
  const { form: schema, mappings } = document.settings
  const [, defaults, mapped] = document.sections
  const locked = (id) => !sections.find((section) => section.id === id).open && html`disabled`
  const { credential } = refused
  return page(
    setup.name,
    html`<p><a href="/">All credentials</a></p>
    <p class="${slots[0].state === 'works' ? 'good' : 'bad'}">${slots[0].message}</p>
    ${Object.entries(refused).map(([id, result]) => problems(result, id === 'credential' ? form.form : schema))}
    ${credentialForm(`/credentials/${setup.id}`, {
      ...form,
      values: { ...form.values, ...credential?.values },
      result: credential,
      hasSandbox,
      save: 'Update',
    })}
    <form class="panel" method="post" action="/credentials/${setup.id}/defaults">
      <h2>${defaults.title}</h2><p>${defaults.description}</p>
      <fieldset ${locked('defaults')}>
        ${fields(schema, { names: defaults.fields, values: setup.settings, lists, issues: refused.defaults?.issues })}
        <button>Update</button>
      </fieldset>
    </form>
    <form class="panel" method="post" action="/credentials/${setup.id}/mappings">
      <h2>${mapped.title}</h2><p>${mapped.description}</p>
      <fieldset ${locked('mappings')}>
        ${Object.entries(mappings).map(([name, rule]) => mapping(name, { rule, rows: setup.settings[name] ?? [], lists }))}
        <button>Update</button>
      </fieldset>
    </form>`,
  )
}

const mapping = (name, { rule, rows, lists }) =>
  html`<h3>${rule.title}</h3><p>${rule.description}</p>
    ${(lists[`${name}.from`] ?? []).map(({ value, label }) => {
      const chosen = rows.find(({ from }) => from === value)?.to
      return html`<label>${label} ${select(`${name}.${value}`, lists[`${name}.to`] ?? [], chosen)}</label>`
    })}`

const credentialForm = (action, { form, uiSchema, values, secrets, result, hasSandbox, save }) =>
  html`<form class="panel" method="post" action="${action}">
    ${fields(form, { ...fromUiSchema(uiSchema, form), values, secrets, issues: result?.issues })}
    <button>${save}</button>
    ${hasSandbox && html`<button name="useSandbox" value="0">Use the sandbox's first store</button>`}
    ${hasSandbox && html`<button name="useSandbox" value="1">Use its second store</button>`}
  </form>`

/** Why nothing was saved; what a field says itself is left out. */
const problems = ({ test, issues }, { properties }) =>
  html`<p class="bad">Nothing was saved. ${test && [test.message, ' ', test.hints.join(' ')]}</p>
    ${issues.filter(({ path }) => !(path[0] in properties)).map(({ message, hint }) => html`<p class="bad">${message} ${hint}</p>`)}`

export const deletePage = ({ document, setup }) =>
  page(
    `Delete ${setup.name}?`,
    html`<form class="panel" method="post" action="/credentials/${setup.id}/delete">
      <p class="bad">${document.removal}</p>
      <button>Delete</button> <a href="/credentials/${setup.id}">Keep it</a>
    </form>`,
  )

export const exportPage = ({ setups, answer }) =>
  page(
    'Export',
    html`<p><a href="/">All credentials</a></p>${answer && html`<p role="status">${answer}</p>`}
    <form class="panel" method="post" action="/export">
      <label>Credential ${select(
        'credential',
        setups.map(({ id, name }) => ({ value: id, label: name })),
      )}</label>
      <button>Export</button>
    </form>`,
  )
