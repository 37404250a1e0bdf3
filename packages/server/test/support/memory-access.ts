import type { Access, ApiKey, Principal } from '@connform/server'
import { type Connform, Secret } from 'connform'

interface Held {
  readonly principal: Principal
  readonly key?: ApiKey
}

/** A connform with an access that is kept in memory. */
export function withAccess(connform: Connform): Connform & { readonly access: Access } {
  const held = new Map<string, Held>()
  const links = new Map<string, Principal>()
  const newSecret = (lead: string) =>
    `${lead}_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')}`
  const view = (inner: Connform, actor: string): Connform & { readonly access: Access } => {
    const tenant = inner.tenantId
    const access: Access = {
      createKey: async ({ name, role, expiresAt = null }) => {
        if (name.trim() === '')
          return { ok: false, issues: [{ path: ['name'], code: 'required', message: 'Name it.', severity: 'error' }] }
        const id = crypto.randomUUID()
        const prefix = `cf_${id.slice(0, 8)}`
        const secret = newSecret(prefix)
        const createdAt = new Date().toISOString()
        const apiKey: ApiKey = {
          id,
          name,
          prefix,
          tenant,
          role,
          createdAt,
          createdBy: actor,
          expiresAt,
          lastUsedAt: null,
          revokedAt: null,
        }
        held.set(secret, {
          key: apiKey,
          principal: { id, kind: 'api_key', actor: `api-key:${prefix}`, tenant, role, expiresAt },
        })
        return { ok: true, apiKey, secret: new Secret(secret) }
      },
      listKeys: async () =>
        [...held.values()].flatMap(({ key }) => (key === undefined || key.tenant !== tenant ? [] : [key])),
      revokeKey: async (id) => {
        for (const [secret, { key }] of held) {
          if (key?.id !== id) continue
          held.delete(secret)
          return { ...key, revokedAt: new Date().toISOString() }
        }
        throw new Error('There is none.')
      },
      createLoginLink: async ({ role = 'admin', allTenants = false } = {}) => {
        const token = newSecret('cfl')
        const id = crypto.randomUUID()
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
        links.set(token, {
          id,
          kind: 'session',
          actor: `session:${id}`,
          tenant: allTenants ? null : tenant,
          role,
          expiresAt,
        })
        return { token: new Secret(token), expiresAt }
      },
      redeemLoginLink: async (token) => {
        const principal = links.get(token)
        if (principal === undefined) return undefined
        links.delete(token)
        const session = newSecret('cfs')
        held.set(session, { principal })
        return { session: new Secret(session), principal }
      },
      authenticate: async (secret) => held.get(secret)?.principal,
      endSession: async (secret) => {
        held.delete(secret)
      },
    }
    return {
      ...inner,
      access,
      tenant: (id) => view(inner.tenant(id), actor),
      as: (name) => view(inner.as(name), name),
    }
  }
  return view(connform, 'sdk')
}
