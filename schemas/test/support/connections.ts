import { noAuthType, readForm } from '../../src/form.ts'
import type { Definition } from '../../src/generated/definition.ts'
import { definitions } from './definitions.ts'
import { readFolder } from './files.ts'

export type Data = Record<string, unknown>

/** One auth type of one definition, with the fields it must show and an example of it. */
export interface Case {
  readonly definition: Definition
  /** `none` where the form has no auth type. */
  readonly authType: string
  /** What a form holds as soon as the auth type is chosen. */
  readonly chosen: Data
  readonly shown: readonly { readonly name: string; readonly required: boolean; readonly secret: boolean }[]
  readonly hidden: readonly string[]
  readonly example: Data
}

/** Every auth type of every definition. What must show is read from the definition's text, not from a generator. */
export const cases: readonly Case[] = definitions.flatMap((definition) => {
  const examples = readFolder<Data>(`examples/${definition.id}`).map(([, example]) => example)
  const { form } = definition
  const toCase = (authType: string, branch: Partial<Pick<Definition['form'], 'properties' | 'required'>>): Case => {
    const chosen = authType === noAuthType ? {} : { authType }
    const fields = Object.entries({ ...form.properties, ...branch.properties })
    return {
      definition,
      authType,
      chosen,
      shown: fields.map(([name, schema]) => ({
        name,
        required: [...(form.required ?? []), ...(branch.required ?? [])].includes(name),
        secret: schema.writeOnly === true,
      })),
      hidden: form.propertyNames.enum.filter((name) => !fields.some(([shown]) => shown === name)),
      example: examples.find((example) => example['authType'] === chosen.authType) ?? {},
    }
  }
  if (form.allOf === undefined) return [toCase(noAuthType, {})]
  return form.allOf.map(({ if: condition, then: branch }) =>
    toCase(condition.properties['authType']?.const ?? '', branch),
  )
})

/** Two auth types of one definition, in this order: every way to switch. */
export const switches: readonly (readonly [Case, Case])[] = cases.flatMap((from) =>
  cases.filter((to) => to.definition === from.definition && to !== from).map((to) => [from, to] as const),
)

/** The members of the chosen auth type alone, as a host prunes them before it saves. */
export function prune(definition: Definition, data: Data): Data {
  const { discriminator, shared, branches } = readForm(definition.form)
  const branch = branches.find(({ authType }) => discriminator !== undefined && authType === data[discriminator])
  const names = new Set([...shared, ...(branch?.fields ?? [])].map(({ name }) => name))
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => names.has(name) && value !== undefined))
}
