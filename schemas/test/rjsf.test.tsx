// @vitest-environment happy-dom
import Form, { type FormProps } from '@rjsf/core'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import validator from '@rjsf/validator-ajv8'
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toEdit, toForm, toRjsf } from '../src/generate.ts'
import { type Case, cases, type Data, switches } from './support/connections.ts'

afterEach(cleanup)

/** The way README.md tells a host to render a form. */
const hostProps = {
  validator,
  noHtml5Validate: true,
  omitExtraData: true,
  experimental_defaultFormStateBehavior: { emptyObjectFields: 'skipEmptyDefaults' },
} as const satisfies Partial<FormProps>

function show({ definition }: Case, formData: Data, schema = toForm(definition)) {
  const onSubmit = vi.fn<(event: { formData?: Data }) => void>()
  const { container } = render(
    <Form
      {...hostProps}
      schema={schema as unknown as RJSFSchema}
      uiSchema={toRjsf(definition) as UiSchema}
      formData={formData}
      onSubmit={onSubmit}
      onError={() => {}}
    />,
  )
  return {
    /** The input of a field, or the first box of its list. */
    input: (name: string) => container.querySelector<HTMLInputElement>(`#root_${name}, #root_${name}-0`),
    label: (name: string) => container.querySelector(`label[for="root_${name}"]`)?.textContent ?? '',
    choose(authType: string) {
      const select = container.querySelector<HTMLSelectElement>('#root_authType')
      const options = [...(select?.options ?? [])]
      const title = definition.form.properties['authType']?.oneOf?.find((option) => option.const === authType)?.title
      fireEvent.change(select!, { target: { value: options.find((option) => option.text === title)?.value } })
    },
    type(name: string, value: unknown) {
      const element = this.input(name)!
      if (Array.isArray(value)) {
        for (const box of container.querySelectorAll<HTMLInputElement>(`[id^="root_${name}-"]`)) {
          const title = box.closest('label')?.textContent?.trim()
          if (value.some((id) => titleOf(schema, name, id) === title)) fireEvent.click(box)
        }
      } else fireEvent.change(element, { target: { value: String(value) } })
    },
    submit() {
      fireEvent.submit(container.querySelector('form')!)
      return onSubmit.mock.lastCall?.[0].formData
    },
    html: () => container.innerHTML,
  }
}

function titleOf(form: ReturnType<typeof toForm>, name: string, id: unknown): string | undefined {
  return form.allOf
    ?.flatMap((entry) => entry.then.properties[name]?.items?.oneOf ?? [])
    .find((option) => option.const === id)?.title
}

describe('in react-jsonschema-form', () => {
  it.each(cases)('$definition.id shows for $authType its own fields and no other', (one) => {
    const form = show(one, one.chosen)
    expect(one.shown.filter(({ name }) => form.input(name) === null)).toEqual([])
    expect(one.hidden.filter((name) => form.input(name) !== null)).toEqual([])
  })

  it.each(cases)('$definition.id shows only shared fields until an auth type is chosen, like $authType', (one) => {
    const shared = Object.keys(one.definition.form.properties)
    const form = show(one, { name: 'x' }, withoutAutomaticChoice(one))
    expect(one.shown.filter(({ name }) => form.input(name) !== null).map(({ name }) => name)).toEqual(
      one.shown.map(({ name }) => name).filter((name) => shared.includes(name)),
    )
  })

  it.each(cases)('$definition.id masks the secrets of $authType and nothing else', (one) => {
    const form = show(one, one.chosen)
    const masked = one.shown.filter(({ name }) => form.input(name)?.type === 'password').map(({ name }) => name)
    expect(masked).toEqual(one.shown.filter(({ secret }) => secret).map(({ name }) => name))
    for (const name of masked) expect(form.input(name)?.autocomplete).toBe('new-password')
  })

  it.each(cases)('$definition.id marks the required fields of $authType with a star', (one) => {
    const form = show(one, one.chosen)
    // A group of boxes has a legend instead of a label.
    const labelled = one.shown.filter(({ name }) => form.label(name) !== '')
    expect(labelled.length).toBeGreaterThanOrEqual(one.shown.length - 1)
    for (const { name, required } of labelled) expect([name, form.label(name).endsWith('*')]).toEqual([name, required])
  })

  it.each(cases)('$definition.id submits the example of $authType as it is, with defaults', (one) => {
    expect(show(one, one.example).submit()).toEqual(withDefaults(one, one.example))
  })

  it.each(switches)('a switch submits nothing of the auth type before (%#)', (from, to) => {
    const form = show(from, from.example)
    form.choose(to.authType)
    for (const { name } of to.shown) {
      if (!(name in from.example) && name in to.example) form.type(name, to.example[name])
    }
    const submitted = form.submit()
    expect(submitted).toBeDefined()
    expect(submitted).toMatchObject({ authType: to.authType })
    expect(Object.keys(submitted!).filter((name) => to.hidden.includes(name))).toEqual([])
  })

  it.each(cases)('an edit of $definition.id keeps the secrets of $authType blank where policy is keep', (one) => {
    const secrets = new Set(one.shown.filter(({ secret }) => secret).map(({ name }) => name))
    const saved = Object.fromEntries(Object.entries(one.example).filter(([name]) => !secrets.has(name)))
    const edit = (reentry: 'keep' | 'always') =>
      show(one, saved, toEdit(one.definition, { authType: one.authType, reentry })).submit()
    expect(edit('keep')).toEqual(withDefaults(one, saved))
    const needsSecret = one.shown.some(({ secret, required }) => secret && required)
    expect(edit('always')).toEqual(needsSecret ? undefined : withDefaults(one, saved))
  })
})

// rjsf chooses the first option of a required `oneOf` by itself; a host that wants an open choice leaves it optional.
function withoutAutomaticChoice({ definition }: Case): ReturnType<typeof toForm> {
  const form = toForm(definition)
  if (form.allOf === undefined) return form
  const { oneOf: _, ...authType } = form.properties['authType']!
  return { ...form, properties: { ...form.properties, authType } }
}

function withDefaults({ definition }: Case, data: Data): Data {
  const defaults = Object.entries(definition.form.properties).filter(([, schema]) => schema.default !== undefined)
  return { ...Object.fromEntries(defaults.map(([name, schema]) => [name, schema.default])), ...data }
}
