import { ConnformError } from '@connform/core'
import { type Context, viewAtPresent } from '../connections/context.ts'
import { rewriteConnection } from '../connections/rewrite-connection.ts'
import { findInstalled } from './find-installed.ts'
import { clientCredentials, findClient } from './oauth-clients.ts'
import type { AppEvent, AppEventResult } from './oauth-flow.ts'

interface Message {
  readonly event: AppEvent
  readonly signedPayload: string
  /** Id of the OAuth client the app was registered as. */
  readonly client: string
}

/** Verifies a provider's message about an installed app and does what it asks for. */
export async function handleEvent(
  context: Context,
  { event, signedPayload, client }: Message,
): Promise<AppEventResult> {
  const { tenant, oauthClients, definitions, clock } = context
  const registered = await findClient(oauthClients, tenant, client)
  const adapter = definitions.adapter(registered.definition)
  if (adapter.readSignedPayload === undefined) {
    throw new ConnformError('ERR_UNSUPPORTED', `${adapter.definition.title} sends no messages about installed apps.`)
  }
  const credentials = await clientCredentials(context, client)
  const read = await adapter.readSignedPayload(signedPayload, { ...credentials, now: clock() })
  if (!read.ok) return read
  const record = await findInstalled(context, { client, account: read.account })
  if (record === undefined) return { ok: true, event, connections: [] }
  // The provider has ended the token already; it is forgotten here too.
  const latest =
    event === 'uninstall'
      ? await rewriteConnection(context, record, {
          action: 'connection.uninstalled',
          change: () => ({ status: 'uninstalled', grant: null }),
        })
      : record
  return { ok: true, event, connections: [viewAtPresent(context, latest)] }
}
