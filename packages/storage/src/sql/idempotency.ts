import { ConnformError, type IdempotencyRecord, type IdempotencyStore } from '@connform/core'
import type { Db, Run } from './run.ts'

export function sqlIdempotency(run: Run): IdempotencyStore {
  return Object.freeze({
    find: (tenant, keyHash, now) =>
      run.read(tenant, async (db) => {
        const row = await db
          .selectFrom('idempotency_keys')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('key_hash', '=', keyHash)
          .where('expires_at', '>=', now)
          .executeTakeFirst()
        return (
          row &&
          Object.freeze({
            keyHash: row.key_hash,
            request: row.request,
            connection: row.connection,
            expiresAt: row.expires_at,
          })
        )
      }),

    clear: (now) =>
      run.write(null, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('idempotency_keys')
          .where('expires_at', '<', now)
          .executeTakeFirstOrThrow()
        return Number(numDeletedRows)
      }),
  } satisfies IdempotencyStore)
}

/** Takes a key within the transaction that makes the connection; one that expired before `now` is free. */
export async function claimIdempotencyKey(
  db: Db,
  tenant: string,
  { keyHash, request, connection, expiresAt, now }: IdempotencyRecord & { readonly now: string },
): Promise<void> {
  const claim = { request, connection, expires_at: expiresAt }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency_keys')
    .values({ tenant, key_hash: keyHash, ...claim })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'key_hash']).doUpdateSet(claim).where('idempotency_keys.expires_at', '<', now),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return
  throw new ConnformError(
    'ERR_IDEMPOTENCY_CONFLICT',
    'A connection was made with this idempotency key already.',
    'Look it up by the key, or send a new key.',
  )
}
