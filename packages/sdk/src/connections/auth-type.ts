import type { Definition } from '@connform/core'

/** The field that chooses the auth type; undefined where a form has none to choose. */
export const discriminatorOf = ({ form }: Definition): string | undefined =>
  Object.keys(form.allOf?.[0]?.if.properties ?? {})[0]

/** The auth type that values choose; `none` where a form has none to choose. */
export function authTypeOf(definition: Definition, values: Readonly<Record<string, unknown>>): string {
  const discriminator = discriminatorOf(definition)
  return discriminator === undefined ? 'none' : String(values[discriminator])
}
