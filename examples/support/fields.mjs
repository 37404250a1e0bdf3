import { html } from './html.mjs'

/**
 * The fields of a form without auth types, as plain HTML.
 *
 * @param schema in style A4
 * @param names which fields, from top to bottom
 * @param values what stands in them; a secret stands in none
 * @param secrets the saved ones: they may be left blank
 * @param helps what stands below a field
 * @param lists what can be chosen, of the fields that have a list
 * @param issues one per field that is wrong
 */
export function fields(
  schema,
  { names, values = {}, secrets = {}, helps = {}, placeholders = {}, lists = {}, issues = [] },
) {
  return names.map((name) => {
    const field = schema.properties[name]
    const star = schema.required?.includes(name) ? ' *' : ''
    const issue = issues.find(({ path }) => path[0] === name)
    const value = field.writeOnly ? undefined : (values[name] ?? field.default)
    const placeholder = secrets[name] ? 'Saved: leave blank to keep it' : placeholders[name]
    const choices = lists[name] ?? field.oneOf?.map((choice) => ({ value: choice.const, label: choice.title }))
    return html`<label>${field.title}${star} <small>${field.description} ${helps[name]}</small>
      ${choices ? select(name, choices, value) : input(name, { field, value, placeholder })}
      ${issue && html`<span class="bad">${issue.message} ${issue.hint}</span>`}</label>`
  })
}

const input = (name, { field, value, placeholder }) =>
  html`<input name="${name}" type="${field.writeOnly ? 'password' : 'text'}" value="${value}" placeholder="${placeholder}"
    autocomplete="${field.writeOnly ? 'new-password' : 'off'}">`

/** A list to choose from; with what is chosen, though the list may not have it any more. */
export function select(name, choices, chosen = '') {
  const gone = chosen !== '' && !choices.some(({ value }) => value === chosen)
  const all = [
    { value: '', label: '–' },
    ...choices,
    ...(gone ? [{ value: chosen, label: `${chosen} (not offered)` }] : []),
  ]
  return html`<select name="${name}">${all.map(
    ({ value, label }) => html`<option value="${value}" ${value === chosen && html`selected`}>${label}</option>`,
  )}</select>`
}

/** Helps and placeholders out of a uiSchema, and its order. */
export function fromUiSchema(uiSchema, schema) {
  const of = (key) => Object.fromEntries(Object.keys(schema.properties).map((name) => [name, uiSchema[name]?.[key]]))
  const order = uiSchema['ui:order'] ?? Object.keys(schema.properties)
  return {
    names: order.filter((name) => name in schema.properties),
    helps: of('ui:help'),
    placeholders: of('ui:placeholder'),
  }
}
