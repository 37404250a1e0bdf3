import type { Definition } from '@connform/core'
import { discriminatorOf } from './auth-type.ts'

/** What a search finds a connection by besides its name: the fields that say which account it is of. */
export function searchTermsOf(definition: Definition, values: Readonly<Record<string, unknown>>): string[] {
  const discriminator = discriminatorOf(definition)
  return definition.identity.flatMap((key) => {
    const value = values[key]
    return key !== discriminator && typeof value === 'string' && value !== '' ? [value] : []
  })
}
