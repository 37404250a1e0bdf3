import { type Clock, ConnformError, type Store, type Vault } from '@connform/core'
import type { Transport } from '@connform/transport'
import { tenantAccess } from './access/tenant-access.ts'
import { tenantAudit } from './audit/tenant-audit.ts'
import { connectionClient } from './client/connection-client.ts'
import { forgettingStore, recent as recently } from './client/recent.ts'
import { type Context, SYSTEM } from './connections/context.ts'
import { tenantConnections } from './connections/tenant-connections.ts'
import type { Connform } from './connform.ts'
import type { DefinitionRegistry } from './definitions.ts'
import type { KeySource } from './keys/key-source.ts'
import { tenantKeys } from './keys/tenant-keys.ts'
import { oauthCallbacks } from './oauth/oauth-callbacks.ts'
import { tenantOAuthClients } from './oauth/oauth-clients.ts'
import type { SetupParts } from './setups/setup-context.ts'
import { tenantSetups } from './setups/tenant-setups.ts'
import { allTenants } from './tenants/all-tenants.ts'
import { whileOpen } from './while-open.ts'
import { startWork } from './work/start-work.ts'
import type { Worker, WorkOptions } from './work/work.ts'

/** What a connform is made of. */
export interface Parts {
  readonly definitions: DefinitionRegistry
  readonly clock: Clock
  readonly transport: Transport
  readonly store: Store
  readonly vault: Vault
  readonly keys: KeySource
  readonly setups: SetupParts
}

/** Whose connections, and who acts. */
export interface View {
  readonly tenant: string
  readonly actor: string
}

/** Puts the parts together, seen by one tenant and one actor first. */
export function assemble(
  { definitions, clock, transport, vault, keys, setups, ...parts }: Parts,
  first: View,
): Connform {
  let open = true
  const recent: Context['recent'] = recently()
  const principals: Context['principals'] = recently()
  const store = forgettingStore(parts.store, recent.forget)
  const workers = new Set<Promise<Worker>>()
  const renewals: Context['renewals'] = new Map()
  const contextOf = ({ tenant, actor }: View): Context => {
    assertNamed(tenant, 'A tenant needs an id: a text that is not empty.')
    assertNamed(actor, 'An actor needs a name: a text that is not empty.')
    return {
      tenant,
      actor,
      store: store.connections,
      oauthClients: store.oauthClients,
      authorizations: store.authorizations,
      dataKeys: store.dataKeys,
      sealed: store.sealed,
      audit: store.audit,
      idempotency: store.idempotency,
      access: store.access,
      setups: store.setups,
      vault,
      http: transport.request,
      stream: transport.stream,
      oauth: transport.oauth,
      clock,
      definitions,
      renewals,
      recent,
      principals,
    }
  }
  const viewOf = (view: View): Connform => {
    const { tenant, actor } = view
    const context = contextOf(view)
    const { validate, ...stored } = tenantConnections(context)
    const { entries, ...audit } = tenantAudit(context)
    const { documents, subscribe, ...flows } = tenantSetups({ ...context, ...setups })
    const tenants = allTenants(store.tenants, (id) => contextOf({ tenant: id, actor }))
    const contextFor = (id: string): Context => contextOf({ tenant: id, actor: SYSTEM })
    const work = (options: WorkOptions = {}): Promise<Worker> => {
      const worker = startWork({ store, clock, contextFor }, options)
      workers.add(worker)
      // Whoever began it hears of the failure.
      worker.catch(() => workers.delete(worker))
      return worker
    }
    return Object.freeze<Connform>({
      tenantId: tenant,
      definitions,
      connections: Object.freeze({ validate, ...whileOpen(stored, () => open) }),
      oauthClients: whileOpen(tenantOAuthClients(context), () => open),
      oauth: whileOpen(oauthCallbacks(context), () => open),
      setups: Object.freeze({ documents, subscribe, ...whileOpen(flows, () => open) }),
      client: (id) => connectionClient(context, id),
      keys: whileOpen(tenantKeys(context, keys), () => open),
      audit: Object.freeze({ entries, ...whileOpen(audit, () => open) }),
      tenants: whileOpen(tenants, () => open),
      access: whileOpen(tenantAccess(context), () => open),
      tenant: (id) => viewOf({ tenant: id, actor }),
      as: (name) => viewOf({ tenant, actor: name }),
      ...whileOpen({ work }, () => open),
      close: async () => {
        if (!open) return
        open = false
        // What is under way still needs all that is closed after it.
        const begun = await Promise.allSettled(workers)
        await Promise.all(begun.map((worker) => worker.status === 'fulfilled' && worker.value.close()))
        recent.forget()
        principals.forget()
        vault.close()
        transport.close()
        await store.close()
      },
    })
  }
  return viewOf(first)
}

function assertNamed(name: unknown, message: string): void {
  if (typeof name !== 'string' || name === '') throw new ConnformError('ERR_OPTION_INVALID', message)
}
