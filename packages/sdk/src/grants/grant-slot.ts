import {
  type ConnectionRecord,
  type Grant,
  type GrantRecord,
  Secret,
  type SecretPlace,
  type Vault,
} from '@connform/core'
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
export async function openGrant(vault: Vault, owner: Owner, record: GrantRecord): Promise<Grant> {
  const text = await openSealed(vault, placeOf(owner), record.sealed)
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
