import { type AccessRecord, type AuditAction, type AuditEntry, type Clock, ConnformError } from '@connform/core'
import { plainEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import type { Access, ApiKey, LoginLinkOptions, Principal } from './access.ts'
import { accessHash, newAccessSecret } from './access-secret.ts'
import { isRole, readKeyForm } from './read-key-form.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LINK_MS = 15 * MINUTE_MS
const MAX_LINK_MS = 24 * HOUR_MS
const SESSION_MS = 12 * HOUR_MS

/** API keys, sessions and login links, over the port. */
export function tenantAccess(context: Context): Access {
  const { tenant, actor, access, principals, clock } = context

  /** Runs what takes somebody's access away; nobody is let in by what was known before. */
  async function thenForget<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      principals.forget()
    }
  }

  return Object.freeze<Access>({
    createKey: async (options) => {
      const now = clock()
      const form = readKeyForm(options, now)
      if (!form.ok) return form
      const { name, role, expiresAt } = form
      const { secret, hash, prefix } = newAccessSecret('api_key')
      const base = { ...bare(context, now), id: crypto.randomUUID(), createdBy: actor }
      const record: AccessRecord = { ...base, kind: 'api_key', hash, name, prefix, role, reach: 'tenant', expiresAt }
      const audit = entryOf(context, 'api_key.created', { record, after: { name, prefix, role, expiresAt } })
      await access.insert(record, { audit })
      return { ok: true, apiKey: keyView(record), secret }
    },

    listKeys: async () => (await access.listKeys(tenant)).map(keyView),

    revokeKey: (id) =>
      thenForget(async () => {
        const revokedAt = clock().toISOString()
        const audit = entryOf(context, 'api_key.revoked', { record: { kind: 'api_key', id }, after: { revokedAt } })
        const record = await access.revokeKey(tenant, id, { revokedAt, audit })
        if (record !== undefined) return keyView(record)
        throw new ConnformError(
          'ERR_API_KEY_NOT_FOUND',
          'There is no API key with this id.',
          'List them: connform api-key list.',
        )
      }),

    createLoginLink: async (options = {}) => {
      const { role, lifetimeMs, reach } = checkedLink(options)
      const now = clock()
      const { secret: token, hash } = newAccessSecret('login_link')
      const expiresAt = new Date(now.getTime() + lifetimeMs).toISOString()
      const base = { ...bare(context, now), id: crypto.randomUUID(), createdBy: actor }
      const record: AccessRecord = { ...base, kind: 'login_link', hash, role, reach, expiresAt }
      const audit = entryOf(context, 'login_link.created', { record, after: { role, reach, expiresAt } })
      await access.insert(record, { audit })
      return { token, expiresAt }
    },

    redeemLoginLink: async (token) => {
      const linkHash = accessHash(token, 'login_link')
      if (linkHash === undefined) return undefined
      const now = clock()
      const { secret: session, hash } = newAccessSecret('session')
      const id = crypto.randomUUID()
      const expiresAt = new Date(now.getTime() + SESSION_MS).toISOString()
      const record = await access.redeem(linkHash, now.toISOString(), (link) => {
        const { role, reach, createdBy } = link
        const begun: AccessRecord = { ...bare(link, now), id, kind: 'session', hash, role, reach, createdBy, expiresAt }
        const acting = { actor: principalOf(begun).actor, clock }
        const after = { role, reach, expiresAt, loginLink: link.id, createdBy }
        return { session: begun, audit: entryOf(acting, 'session.opened', { record: begun, after }) }
      })
      return record && { session, principal: principalOf(record) }
    },

    authenticate: async (secret) => {
      const hash = accessHash(secret, 'api_key', 'session')
      if (hash === undefined) return undefined
      const now = clock()
      const kept = principals.find(placeOf(hash))
      if (kept !== undefined) return isExpired(kept, now) ? undefined : kept
      const writes = principals.writes()
      const record = await access.find(hash)
      if (record === undefined || record.kind === 'login_link') return undefined
      if (record.revokedAt !== null || isExpired(record, now)) return undefined
      const principal = principalOf(record)
      if (writes === principals.writes()) principals.keep(placeOf(hash), principal)
      await noteUse(context, record, now)
      return principal
    },

    endSession: async (secret) => {
      const hash = accessHash(secret, 'session')
      if (hash === undefined) return
      await thenForget(() =>
        access.endSession(hash, (record) =>
          entryOf({ actor: principalOf(record).actor, clock }, 'session.ended', { record }),
        ),
      )
    },
  })
}

/** Asked for before anybody knows the tenant. */
const placeOf = (hash: string) => ({ tenant: '', id: hash })

const isExpired = ({ expiresAt }: Pick<Principal, 'expiresAt'>, now: Date): boolean =>
  expiresAt !== null && Date.parse(expiresAt) < now.getTime()

/** Whether somebody may come in does not depend on whether that can be noted. */
async function noteUse({ access }: Context, record: AccessRecord, now: Date): Promise<void> {
  const unless = new Date(now.getTime() - MINUTE_MS).toISOString()
  if (record.lastUsedAt !== null && record.lastUsedAt >= unless) return
  await access.noteUse(record, { at: now.toISOString(), unless }).catch(() => undefined)
}

/** The members that API keys alone fill in. */
function bare({ tenant }: Pick<AccessRecord, 'tenant'>, now: Date) {
  return { tenant, name: '', prefix: '', createdAt: now.toISOString(), lastUsedAt: null, revokedAt: null }
}

function checkedLink({ role = 'admin', lifetimeMs = LINK_MS, allTenants = false }: LoginLinkOptions) {
  if (!isRole(role)) {
    throw new ConnformError('ERR_OPTION_INVALID', 'There is no such role.', 'Use viewer, editor or admin.')
  }
  if (!Number.isInteger(lifetimeMs) || lifetimeMs < 1 || lifetimeMs > MAX_LINK_MS) {
    throw new ConnformError('ERR_OPTION_INVALID', 'A login link is good for 1 millisecond to 24 hours.')
  }
  return { role, lifetimeMs, reach: allTenants ? 'every_tenant' : 'tenant' } as const
}

interface Told {
  readonly record: Pick<AccessRecord, 'kind' | 'id'>
  readonly after?: Readonly<Record<string, unknown>> | null
}

const entryOf = (
  acting: { readonly actor: string; readonly clock: Clock },
  action: AuditAction,
  { record: { kind, id }, after = null }: Told,
): AuditEntry => plainEntry(acting, action, { kind, id, after })

function principalOf({ id, kind, prefix, tenant, role, reach, expiresAt }: AccessRecord): Principal {
  return Object.freeze<Principal>({
    id,
    kind: kind === 'api_key' ? 'api_key' : 'session',
    actor: kind === 'api_key' ? `api-key:${prefix}` : `session:${id}`,
    tenant: reach === 'every_tenant' ? null : tenant,
    role,
    expiresAt,
  })
}

const keyView = (record: AccessRecord): ApiKey => ({
  id: record.id,
  name: record.name,
  prefix: record.prefix,
  tenant: record.tenant,
  role: record.role,
  createdAt: record.createdAt,
  createdBy: record.createdBy,
  expiresAt: record.expiresAt,
  lastUsedAt: record.lastUsedAt,
  revokedAt: record.revokedAt,
})
