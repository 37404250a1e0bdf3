import {
  type Adapter,
  allowedHosts,
  baseUrlOf,
  type ConnectionRecord,
  ConnformError,
  type Credentials,
} from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'
import { openSecrets } from '../connections/secret-set.ts'
import { currentGrant } from '../grants/current-grant.ts'
import { grantMethod } from '../grants/obtain-grant.ts'

/** What signs a request, and where, with the values in it, the request may go. */
export interface Signer {
  readonly credentials: Credentials
  readonly baseUrl: string
  readonly allowedHosts: readonly string[]
  /** Those of the definition; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The stored grant it comes from, where it comes from one. */
  readonly sealed: string | undefined
}

/** A connection as it was read. */
export interface Readied {
  readonly record: ConnectionRecord
  readonly adapter: Adapter
  /** Where it signs with what was typed. A grant is looked at for each request: it may be due. */
  readonly typed: Signer | undefined
}

/** Reads a connection, unless that was done a moment ago. */
export async function readied(context: Context, id: string): Promise<Readied & { readonly isKept: boolean }> {
  const kept = context.recent.find({ tenant: context.tenant, id })
  return kept === undefined ? { ...(await readAnew(context, id)), isKept: false } : { ...kept, isKept: true }
}

/** Reads a connection as it is stored. Throws `ERR_CONNECTION_REFUSED` for one that is switched off. */
export async function readAnew(context: Context, id: string): Promise<Readied> {
  const { definitions, recent } = context
  const writes = recent.writes()
  const record = await findRecord(context, id)
  refuseSwitchedOff(record)
  const adapter = definitions.adapter(record.definition)
  const { authType, values, status } = record
  const typed =
    grantMethod(adapter, authType) === undefined
      ? signerWith(adapter, { authType, values, secrets: await openSecrets(context, record) })
      : undefined
  const result: Readied = { record, adapter, typed }
  // With any other status it waits for somebody, who may be done in a moment.
  const isInUse = status === 'active' || status === 'failing'
  if (isInUse && writes === recent.writes()) recent.keep(record, result)
  return result
}

/**
 * What signs the requests of a connection.
 *
 * @param refused a stored grant that the provider has just refused
 */
export async function signerOf(
  context: Context,
  { record, adapter, typed }: Readied,
  refused?: string,
): Promise<Signer> {
  if (typed !== undefined) return typed
  const wanted = { adapter, ...(refused === undefined ? {} : { refused }) }
  // An edit in between may have brought a grant for another account: it comes with the values it is for.
  const { grant, sealed, record: owner } = await currentGrant(context, record, wanted)
  const { authType, values } = owner
  return signerWith(adapter, { authType, values, secrets: { token: grant.accessToken } }, sealed)
}

function signerWith(adapter: Adapter, credentials: Credentials, sealed?: string): Signer {
  const { headers = {}, ...request } = adapter.definition.request
  return {
    credentials,
    baseUrl: new URL(baseUrlOf(adapter, credentials.values)).href.replace(/\/$/, ''),
    allowedHosts: allowedHosts(request.allowedHosts, credentials.values),
    headers: lowerCased(headers),
    sealed,
  }
}

/** Header names are alike in any case, so that one can stand in the place of another. */
export const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function refuseSwitchedOff({ status }: ConnectionRecord): void {
  if (status !== 'inactive') return
  throw new ConnformError(
    'ERR_CONNECTION_REFUSED',
    'This connection is switched off.',
    'Switch it on: connform activate.',
  )
}
