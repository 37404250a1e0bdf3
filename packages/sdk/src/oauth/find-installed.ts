import type { ConnectionPosition, ConnectionRecord } from '@connform/core'
import type { Context } from '../connections/context.ts'

interface Installed {
  /** Id of the OAuth client. */
  readonly client: string
  /** What names the account, as values of the form. */
  readonly account: Readonly<Record<string, string | number>>
}

const PAGE = 1000

/** The connection of a client for an account, the oldest where there are several. */
export async function findInstalled(
  { store, tenant }: Context,
  { client, account }: Installed,
): Promise<ConnectionRecord | undefined> {
  const wanted = Object.entries(account)
  let after: ConnectionPosition | undefined
  do {
    const position = after === undefined ? {} : { after }
    const page = await store.list(tenant, { oauthClient: client, limit: PAGE, ...position })
    const found = page.connections.find(({ values }) =>
      wanted.every(([key, value]) => String(values[key]) === String(value)),
    )
    const record = found && (await store.get(tenant, found.id))
    if (record !== undefined && record.removedAt === null) return record
    after = page.next
  } while (after !== undefined)
  return undefined
}
