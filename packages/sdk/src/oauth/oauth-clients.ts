import {
  type ClientCredentials,
  ConnformError,
  type Issue,
  type OAuthClientRecord,
  type OAuthClientStore,
  Secret,
  type SecretPlace,
  StoreConflictError,
  type Vault,
} from '@connform/core'
import { clientEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import { openSealed } from '../open-sealed.ts'
import { sealedWrite } from '../sealed-write.ts'
import { readClientForm } from './read-client-form.ts'

/** A client ID and client secret to choose in many connections, as it is read. */
export interface OAuthClient {
  readonly id: string
  readonly definition: string
  readonly name: string
  readonly clientId: string
  readonly secrets: { readonly clientSecret: { readonly set: true; readonly updatedAt: string } }
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export type OAuthClientResult =
  | { readonly ok: true; readonly client: OAuthClient; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** The OAuth clients of one tenant. */
export interface OAuthClients {
  /** `input` holds `name`, `clientId` and `clientSecret`. */
  create(definition: string, input: unknown): Promise<OAuthClientResult>
  /** Changes what `patch` names. A blank or masked secret is kept; with another client ID it must be typed again. */
  update(id: string, patch: unknown, options?: { readonly revision?: number }): Promise<OAuthClientResult>
  /** Throws `ERR_OAUTH_CLIENT_NOT_FOUND`. */
  get(id: string): Promise<OAuthClient>
  /** By name; those of one definition where one is named. */
  list(definition?: string): Promise<OAuthClient[]>
  /** Throws `ERR_OAUTH_CLIENT_IN_USE`, naming the connections, while one uses it. */
  remove(id: string): Promise<void>
}

/** The OAuth clients of one tenant, over the ports. */
export function tenantOAuthClients(context: Context): OAuthClients {
  const { tenant, oauthClients, vault, clock, definitions } = context
  return Object.freeze<OAuthClients>({
    create: async (definition, input) => {
      definitions.get(definition)
      const read = readClientForm(input)
      if (!read.ok || read.clientSecret === undefined) return { ok: false, issues: read.issues }
      const id = crypto.randomUUID()
      const now = clock().toISOString()
      const unsealed = {
        tenant,
        id,
        definition,
        name: read.name,
        clientId: read.clientId,
        secretUpdatedAt: now,
        revision: 1,
        createdAt: now,
        updatedAt: now,
      }
      const { clientSecret } = read
      const record = await sealedWrite(context, async () => {
        const sealed: OAuthClientRecord = { ...unsealed, ...sealSecret(vault, unsealed, clientSecret) }
        await oauthClients.insert(sealed, { audit: clientEntry(context, 'oauth_client.created', { after: sealed }) })
        return sealed
      })
      return { ok: true, client: viewOf(record), issues: read.issues }
    },

    update: async (id, patch, { revision } = {}) => {
      const before = await findClient(oauthClients, tenant, id)
      if (revision !== undefined && revision !== before.revision) throw new StoreConflictError(revision, 'OAuth client')
      const read = readClientForm(patch, before)
      if (!read.ok) return { ok: false, issues: read.issues }
      const now = clock().toISOString()
      const { clientSecret } = read
      const record = await sealedWrite(context, async () => {
        const secret = clientSecret && sealSecret(vault, before, clientSecret)
        const changed: OAuthClientRecord = {
          ...before,
          name: read.name,
          clientId: read.clientId,
          ...(secret && { ...secret, secretUpdatedAt: now }),
          revision: before.revision + 1,
          updatedAt: now,
        }
        const audit = clientEntry(context, 'oauth_client.updated', { before, after: changed })
        await oauthClients.update(changed, before.revision, { audit, ...(secret && { secret }) })
        return changed
      })
      return { ok: true, client: viewOf(record), issues: read.issues }
    },

    get: async (id) => viewOf(await findClient(oauthClients, tenant, id)),
    list: async (definition) => (await oauthClients.list(tenant, definition)).map(viewOf),
    remove: async (id) => {
      const before = await findClient(oauthClients, tenant, id)
      const audit = clientEntry(context, 'oauth_client.removed', { before })
      if (!(await oauthClients.removeUnused(tenant, id, { audit }))) throw await inUse(context, id)
    },
  })
}

/** The stored row of a client. Throws `ERR_OAUTH_CLIENT_NOT_FOUND`. */
export async function findClient(store: OAuthClientStore, tenant: string, id: string): Promise<OAuthClientRecord> {
  const record = await store.get(tenant, id)
  if (record !== undefined) return record
  throw new ConnformError(
    'ERR_OAUTH_CLIENT_NOT_FOUND',
    'There is no OAuth client with this id.',
    'List them: connform oauth-client list.',
  )
}

/** A client's ID and secret, opened. Throws `ERR_OAUTH_CLIENT_NOT_FOUND`. */
export async function clientCredentials(
  { tenant, oauthClients, vault }: Pick<Context, 'tenant' | 'oauthClients' | 'vault'>,
  id: string,
): Promise<ClientCredentials> {
  const record = await findClient(oauthClients, tenant, id)
  return {
    clientId: record.clientId,
    clientSecret: new Secret(
      await openSealed(vault, { place: placeOf(record), token: record.sealed }, async () => {
        const latest = await oauthClients.get(tenant, id)
        return latest?.secretUpdatedAt === record.secretUpdatedAt ? latest.sealed : undefined
      }),
    ),
  }
}

const placeOf = ({ tenant, id }: Pick<OAuthClientRecord, 'tenant' | 'id'>): SecretPlace => ({
  tenant,
  connection: id,
  slot: 'oauth-client',
})

function sealSecret(vault: Vault, owner: Pick<OAuthClientRecord, 'tenant' | 'id'>, secret: Secret) {
  const sealed = vault.seal(placeOf(owner), secret.reveal())
  return { sealed, keyId: vault.keyIdOf(sealed) }
}

const NAMED = 5

async function inUse({ store, tenant }: Context, id: string): Promise<ConnformError> {
  const { connections: users, next } = await store.list(tenant, { oauthClient: id, limit: NAMED })
  const removed = await store.list(tenant, { oauthClient: id, removed: true, limit: NAMED })
  const names = [...users.map(({ name }) => name), ...removed.connections.map(({ name }) => `${name} (removed)`)]
  const more = next === undefined && removed.next === undefined ? '' : ' and more'
  return new ConnformError(
    'ERR_OAUTH_CLIENT_IN_USE',
    `This OAuth client is used by ${names.join(', ')}${more}.`,
    'Choose another client in these connections, or purge them: one that is only removed can be restored, and needs it then.',
  )
}

const viewOf = (record: OAuthClientRecord): OAuthClient => ({
  id: record.id,
  definition: record.definition,
  name: record.name,
  clientId: record.clientId,
  secrets: { clientSecret: { set: true, updatedAt: record.secretUpdatedAt } },
  revision: record.revision,
  createdAt: record.createdAt,
  updatedAt: record.updatedAt,
})
