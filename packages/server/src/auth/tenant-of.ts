import type { Connform, Principal } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'

/** Header by which somebody who may see every tenant chooses one. */
export const TENANT_HEADER = 'x-connform-tenant'

const MAX_LENGTH = 255

/** The tenant a request is about: the principal's own, or the chosen one. */
export function tenantOf({ tenant }: Principal, chosen: unknown, own: string): string {
  if (chosen === undefined) return tenant ?? own
  if (typeof chosen !== 'string' || chosen === '' || chosen.length > MAX_LENGTH) {
    throw new HttpProblem('invalid_request', { detail: `${TENANT_HEADER} has to be the id of a tenant.` })
  }
  if (tenant === null || tenant === chosen) return chosen
  throw new HttpProblem('forbidden', { detail: 'You may not see this tenant.' })
}

const MAX_KEPT = 500

/** Hands out the connform of a tenant and an actor; those asked for last are kept, for they are the same each time. */
export function connformsByView(connform: Connform): (tenant: string, actor: string) => Connform {
  const kept = new Map<string, Connform>()
  return (tenant, actor) => {
    const view = JSON.stringify([tenant, actor])
    const known = kept.get(view)
    if (known !== undefined) return known
    const made = connform.tenant(tenant).as(actor)
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(view, made)
    return made
  }
}
