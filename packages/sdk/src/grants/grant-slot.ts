import {
  type ConnectionRecord,
  type Grant,
  type GrantRecord,
  Secret,
  type SecretPlace,
  type Vault,
} from '@connform/core'
import type { Opening } from '../connections/secret-set.ts'
import { openSealed } from '../open-sealed.ts'

/** Tokens have another lifetime than what a person typed, so they are sealed apart from it. */
const SLOT = 'grant'

type Owner = Pick<ConnectionRecord, 'tenant' | 'id'>

const placeOf = ({ tenant, id }: Owner): SecretPlace => ({ tenant, connection: id, slot: SLOT })

/** A grant as it is stored. Call `vault.load` before. */
export function sealGrant(vault: Vault, owner: Owner, grant: Grant): GrantRecord {
  const tokens = { accessToken: grant.accessToken.reveal(), refreshToken: grant.refreshToken?.reveal() }
  const sealed = vault.seal(placeOf(owner), JSON.stringify(tokens))
  const { expiresAt, scopes, issuedAt } = grant
  return { sealed, keyId: vault.keyIdOf(sealed), expiresAt, scopes, issuedAt }
}

/** A stored grant, opened. */
export async function openGrant({ vault, store }: Opening, owner: Owner, record: GrantRecord): Promise<Grant> {
  const sealed = { place: placeOf(owner), token: record.sealed }
  const text = await openSealed(vault, sealed, async () => {
    const latest = await store.get(owner.tenant, owner.id)
    return latest?.grant?.issuedAt === record.issuedAt ? latest.grant.sealed : undefined
  })
  const { accessToken, refreshToken }: { accessToken: string; refreshToken?: string } = JSON.parse(text)
  const { expiresAt, scopes, issuedAt } = record
  return {
    accessToken: new Secret(accessToken),
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    expiresAt,
    scopes,
    issuedAt,
  }
}
