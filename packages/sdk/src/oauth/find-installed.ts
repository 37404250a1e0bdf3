import type { ConnectionRecord } from '@connform/core'
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
  let after: ConnectionRecord | undefined
  for (;;) {
    const position = after === undefined ? {} : { after: { createdAt: after.createdAt, id: after.id } }
    const page = await store.list(tenant, { oauthClient: client, limit: PAGE, ...position })
    const found = page.find(({ values }) => wanted.every(([key, value]) => String(values[key]) === String(value)))
    after = page.at(-1)
    if (found !== undefined || after === undefined || page.length < PAGE) return found
  }
}
