import type { Connform } from 'connform'
import type { Access } from './principal.ts'

/** The access of a connform's tenant, in the name of its actor. */
export const accessOf = (connform: Connform): Access => (connform as Connform & { readonly access: Access }).access
