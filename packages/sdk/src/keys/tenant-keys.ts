import { plainEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import type { KeySource } from './key-source.ts'
import type { Keys, RotateResult } from './keys.ts'
import { sweep } from './sweep.ts'

/** The keys of one tenant, over the ports. */
export function tenantKeys(context: Context, source: KeySource): Keys {
  const { tenant, vault, dataKeys, sealed, audit } = context
  return Object.freeze<Keys>({
    status: async ({ counts = false } = {}) => {
      const records = await dataKeys.list(tenant)
      const told = records.map(async ({ keyId, state, wrappedBy, uses, createdAt }) => ({
        keyId,
        state,
        wrappedBy,
        uses,
        ...(counts ? { sealed: await sealed.count(tenant, keyId) } : {}),
        createdAt,
      }))
      return { keyEncryptionKey: source.status, dataKeys: await Promise.all(told) }
    },

    rotate: async (options = {}) => {
      if (options.dryRun === true) return countAll(context)
      await vault.load(tenant)
      const keyId = await vault.rotate(tenant)
      await audit.append(tenant, plainEntry(context, 'key.rotated', { kind: 'key', id: keyId }))
      return { keyId, ...(await sweep(context, options)) }
    },

    sweep: (options = {}) => sweep(context, options),

    rewrap: async (options = {}) => {
      const result = await vault.rewrap(options)
      if (result.rewrapped > 0 && options.dryRun !== true) await recordRewrap(context, source.status.id, result)
      return result
    },

    replaceKeyFile: async (options = {}) => {
      const { id, ...result } = await source.replaceFile(options)
      if (id !== undefined) await recordRewrap(context, id, result)
      return result
    },
  })
}

/** The key that seals now is an older one once there is a new one: everything would be sealed anew. */
async function countAll({ tenant, vault, dataKeys, sealed }: Context): Promise<RotateResult> {
  await vault.load(tenant)
  const records = await dataKeys.list(tenant)
  const counts = await Promise.all(records.map(({ keyId }) => sealed.count(tenant, keyId)))
  const resealed = counts.reduce((sum, count) => sum + count, 0)
  return { keyId: vault.activeKeyId(tenant), resealed, remaining: resealed, unopened: 0, destroyed: [] }
}

async function recordRewrap(
  context: Context,
  id: string,
  { rewrapped, failed }: { readonly rewrapped: number; readonly failed: number },
): Promise<void> {
  const entry = plainEntry(context, 'key.rewrapped', { kind: 'key', id, after: { rewrapped, failed } })
  await context.audit.append(context.tenant, entry)
}
