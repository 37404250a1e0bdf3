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
import type { Context } from '../connections/context.ts'
import { openSealed } from '../open-sealed.ts'
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
      await vault.load(tenant)
      const record: OAuthClientRecord = {
        tenant,
        id,
        definition,
        name: read.name,
        clientId: read.clientId,
        ...sealSecret(vault, { tenant, id }, read.clientSecret),
        secretUpdatedAt: now,
        revision: 1,
        createdAt: now,
        updatedAt: now,
      }
      await oauthClients.insert(record)
      return { ok: true, client: viewOf(record), issues: read.issues }
    },

    update: async (id, patch, { revision } = {}) => {
      const before = await findClient(oauthClients, tenant, id)
      if (revision !== undefined && revision !== before.revision) throw new StoreConflictError(revision, 'OAuth client')
      const read = readClientForm(patch, before)
      if (!read.ok) return { ok: false, issues: read.issues }
      const now = clock().toISOString()
      const { clientSecret } = read
      await vault.load(tenant)
      const record: OAuthClientRecord = {
        ...before,
        name: read.name,
        clientId: read.clientId,
        ...(clientSecret === undefined ? {} : { ...sealSecret(vault, before, clientSecret), secretUpdatedAt: now }),
        revision: before.revision + 1,
        updatedAt: now,
      }
      await oauthClients.update(record, before.revision)
      return { ok: true, client: viewOf(record), issues: read.issues }
    },

    get: async (id) => viewOf(await findClient(oauthClients, tenant, id)),
    list: async (definition) => (await oauthClients.list(tenant, definition)).map(viewOf),
    remove: async (id) => {
      await findClient(oauthClients, tenant, id)
      if (!(await oauthClients.removeUnused(tenant, id))) throw await inUse(context, id)
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
    clientSecret: new Secret(await openSealed(vault, placeOf(record), record.sealed)),
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
  const users = await store.list(tenant, { oauthClient: id, limit: NAMED + 1 })
  const names = users.slice(0, NAMED).map(({ name }) => name)
  const more = users.length > NAMED ? ' and more' : ''
  return new ConnformError(
    'ERR_OAUTH_CLIENT_IN_USE',
    `This OAuth client is used by ${names.join(', ')}${more}.`,
    'Choose another client in these connections, or remove them first.',
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
