import { ConnformError } from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'

/** How long a process that died stands in the way of others. A renewal takes less. */
const LEASE_MS = 30_000
const LOOK_AGAIN_MS = 100
/** More looks than a lease lasts. */
const MAX_LOOKS = 400

/** What is done to a connection's grant while nobody else may. */
interface Leased<T> {
  readonly run: () => Promise<T>
  /** Looked for first, and again while another holds the lease: what makes it needless to wait. */
  readonly instead?: () => Promise<T | undefined>
}

/**
 * Lets one caller at a time, of all processes, renew, replace or remove the grant of a connection. Throws
 * `ERR_CONNECTION_NOT_FOUND` where the connection goes away meanwhile, `ERR_STORE_CONFLICT` where another holds the
 * lease for longer than it lasts.
 */
export async function underGrantLease<T>(context: Context, id: string, { run, instead }: Leased<T>): Promise<T> {
  const { tenant, store, clock } = context
  const place = { tenant, id }
  const holder = crypto.randomUUID()
  for (let look = 0; look < MAX_LOOKS; look++) {
    const found = await instead?.()
    if (found !== undefined) return found
    const now = clock()
    const until = new Date(now.getTime() + LEASE_MS).toISOString()
    if (await store.leaseGrant(place, { holder, until, now: now.toISOString() })) {
      try {
        return await run()
      } finally {
        await store.releaseGrant(place, holder)
      }
    }
    await findRecord(context, id)
    await pause(LOOK_AGAIN_MS)
  }
  throw new ConnformError(
    'ERR_STORE_CONFLICT',
    'Another process has been renewing the token of this connection for too long.',
    'Try again.',
  )
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
