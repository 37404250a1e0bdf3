import type { Definition } from '@connform/core'

/** The auth type that values choose; `none` where a form has none to choose. */
export function authTypeOf(definition: Definition, values: Readonly<Record<string, unknown>>): string {
  const discriminator = Object.keys(definition.form.allOf?.[0]?.if.properties ?? {})[0]
  return discriminator === undefined ? 'none' : String(values[discriminator])
}
