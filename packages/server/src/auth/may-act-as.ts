import type { Role } from 'connform'

const ranks: Readonly<Record<Role, number>> = Object.freeze({ viewer: 1, editor: 2, admin: 3 })

/** Whether a role may what another one may: each may what the one before may. */
export const mayActAs = (held: Role, needed: Role): boolean => ranks[held] >= ranks[needed]
