import { fields, fromUiSchema } from '../support/fields.mjs'
import { html, page } from '../support/html.mjs'

/** The sections in the document's order, those that cannot be used yet with the reason. */
export function configurationPage({ document, status, typed, hasSandbox, ...rest }) {
  const { setup, cleaning, ready } = status
  return page(
    document.title,
    html`<p>${document.description}</p>
    ${typed.confirm && problems(typed.confirm)}
    ${cleaning && html`<p class="bad">${cleaning.warning} <a href="/reset/${cleaning.reset}">Clean up</a></p>`}
    ${document.sections.map((section) => {
      const state = status.sections.find(({ id }) => id === section.id)
      const body = section.slot
        ? slotForm(section.slot, { status, typed: typed[section.id], hasSandbox, ...rest })
        : settingsForm(section, { document, status, typed: typed[section.id], ...rest })
      return html`<section id="${section.id}"><h2>${section.title} ${state.done && html`<span class="good">done</span>`}</h2>
        <p>${section.description}</p>
        ${section.advice && html`<ul>${section.advice.map((line) => html`<li>${line}</li>`)}</ul>`}
        ${state.reasons.map(({ message, hint }) => html`<p class="locked">Locked: ${message} ${hint}</p>`)}
        <fieldset ${!state.open && html`disabled`}>${body}</fieldset></section>`
    })}
    <section><h2>Import</h2>
      <p>${setup.usedAt === null ? 'Nothing was imported yet.' : `First import: ${setup.usedAt}`}</p>
      <form method="post" action="/import"><button ${!ready && html`disabled`}>Import now</button></form>
      ${Object.entries(document.resets).map(([kind, { title }]) => html`<a href="/reset/${kind}">${title}</a> `)}
    </section>`,
  )
}

function slotForm(slot, { status, forms, typed, hasSandbox }) {
  const { form, uiSchema, values, secrets } = forms[slot]
  const { state, message, hints } = status.slots.find((each) => each.slot === slot)
  return html`<p class="${state === 'works' ? 'good' : 'bad'}">${message}</p>
    ${state === 'failing' && hints.map((hint) => html`<p>${hint}</p>`)}
    ${typed && problems(typed)}
    <form method="post" action="/slots/${slot}">
      ${fields(form, { ...fromUiSchema(uiSchema, form), values: { ...values, ...typed?.values }, secrets, issues: typed?.issues })}
      <button>Save</button>
      ${hasSandbox && html`<button name="useSandbox" value="yes">Use the sandbox's account</button>`}
    </form>`
}

function settingsForm(section, { document, status, lists, choices, typed }) {
  const { form, hints } = document.settings
  const helps = Object.fromEntries(Object.entries(hints).map(([name, { help }]) => [name, help]))
  const values = { ...status.setup.settings, ...choices, ...typed?.values }
  return html`${typed && problems(typed)}
    <form method="post" action="/sections/${section.id}">
      ${fields(form, { names: section.fields, values, helps, lists, issues: typed?.issues })}
      <button>Save</button>
      ${section.fields.includes('channel') && html`<button formmethod="get" formaction="/">Show what this channel offers</button>`}
    </form>`
}

/** Why nothing was saved: the failed test first, then what no field says itself. */
const problems = ({ test, issues }) =>
  html`${test && html`<p class="bad">${test.message} ${test.hints.join(' ')}</p>`}
    ${issues.filter(({ path }) => path.length === 0).map(({ message, hint }) => html`<p class="bad">${message} ${hint}</p>`)}`

/** Says what a change of a locked field would do, and asks. */
export const confirmPage = ({ document, guard, ticket }) =>
  page(
    'Confirm the change',
    html`<section><p class="bad">${guard.warning}</p>
      <p>It changes: ${guard.fields.join(', ')}. With it goes: ${document.resets[guard.reset].title}.</p>
      <form method="post" action="/confirm/${ticket}"><button>Change it</button> <a href="/">Leave it as it is</a></form>
    </section>`,
  )

export const resetPage = ({ document, kind }) =>
  page(
    document.resets[kind].title,
    html`<section><p>${document.resets[kind].text}</p>
      <form method="post" action="/reset/${kind}"><button>${document.resets[kind].title}</button> <a href="/">Go back</a></form>
    </section>`,
  )
