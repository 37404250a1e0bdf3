// @vitest-environment happy-dom
import { createAjv, type JsonSchema, type Middleware, type UISchemaElement } from '@jsonforms/core'
import { JsonForms } from '@jsonforms/react'
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers'
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { toForm, toJsonForms } from '../src/generate.ts'
import { type Case, cases, type Data, prune, switches } from './support/connections.ts'

afterEach(cleanup)

async function show({ definition }: Case, data: Data) {
  let current: { data: Data; errors: unknown[] } = { data, errors: [] }
  // JSON Forms keeps the data of hidden groups on purpose; the host prunes it, as README.md says.
  const pruning: Middleware = (state, action, reduce) => {
    const next = reduce(state, action)
    return action.type === 'jsonforms/UPDATE' ? { ...next, data: prune(definition, next.data ?? {}) } : next
  }
  const { container } = render(
    <JsonForms
      schema={toForm(definition) as unknown as JsonSchema}
      uischema={toJsonForms(definition) as unknown as UISchemaElement}
      data={data}
      renderers={vanillaRenderers}
      cells={vanillaCells}
      ajv={createAjv()}
      middleware={pruning}
      onChange={({ data, errors }) => {
        current = { data, errors: errors ?? [] }
      }}
    />,
  )
  await settle()
  const titles = titlesOf(definition)
  /** The visible control of a field: one whose label begins with the field's title. */
  const control = (name: string) =>
    [...container.querySelectorAll<HTMLElement>('.control, .array-table-layout, fieldset.array')]
      .filter((element) => element.closest('[hidden]') === null)
      .find((element) => labelOf(element).replace(/\*$/, '') === titles[name])
  return {
    control,
    input: (name: string) =>
      control(name)?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select') ?? null,
    label: (name: string) => labelOf(control(name)),
    async type(name: string, value: string) {
      fireEvent.change(control(name)!.querySelector('input, select')!, { target: { value } })
      await settle()
    },
    current: () => current,
  }
}

/** JSON Forms tells of changes a little later. */
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 30)))

function labelOf(element: HTMLElement | undefined): string {
  return element?.querySelector('label, legend')?.textContent?.trim() ?? ''
}

function titlesOf({ form }: Case['definition']): Record<string, string> {
  const fields = [form.properties, ...(form.allOf ?? []).map((entry) => entry.then.properties)].flatMap(Object.entries)
  return Object.fromEntries(fields.map(([name, { title }]) => [name, title]))
}

describe('in JSON Forms', () => {
  it.each(cases)('$definition.id shows for $authType its own fields and no other', async (one) => {
    const form = await show(one, one.chosen)
    expect(one.shown.filter(({ name }) => !form.control(name)).map(({ name }) => name)).toEqual([])
    expect(one.hidden.filter((name) => form.control(name))).toEqual([])
  })

  it.each(cases)('$definition.id shows none of the fields of $authType before it is chosen', async (one) => {
    const shared = Object.keys(one.definition.form.properties)
    const form = await show(one, {})
    expect(one.shown.map(({ name }) => name).filter((name) => form.control(name))).toEqual(shared)
  })

  it.each(cases)('$definition.id masks the secrets of $authType and nothing else', async (one) => {
    const form = await show(one, one.chosen)
    const masked = one.shown.filter(({ name }) => form.input(name)?.type === 'password').map(({ name }) => name)
    expect(masked).toEqual(one.shown.filter(({ secret }) => secret).map(({ name }) => name))
  })

  it.each(cases)('$definition.id marks the required fields of $authType with a star', async (one) => {
    const form = await show(one, one.chosen)
    // The table that vanilla shows for a list has no star.
    const texts = one.shown.filter(({ name }) => form.input(name) && !Array.isArray(one.example[name]))
    for (const { name, required } of texts) expect([name, form.label(name).endsWith('*')]).toEqual([name, required])
  })

  it.each(cases)('$definition.id finds no mistake in the example of $authType', async (one) => {
    const form = await show(one, one.example)
    expect(form.current()).toEqual({ data: one.example, errors: [] })
  })

  it.each(switches)('a switch keeps nothing of the auth type before (%#)', async (from, to) => {
    const form = await show(from, from.example)
    await form.type('authType', to.authType)
    const { data } = form.current()
    expect(data['authType']).toBe(to.authType)
    expect(Object.keys(data).filter((name) => to.hidden.includes(name))).toEqual([])
  })
})
