import { type ConnectionRecord, Secret, type SecretPlace, type Vault } from '@connform/core'
import { openSealed } from '../open-sealed.ts'

/** The one slot that holds all secrets of a form; they change together, so one row is written. */
const SLOT = 'credentials'

export type SecretSet = Readonly<Record<string, Secret>>

type Owner = Pick<ConnectionRecord, 'tenant' | 'id'>

const placeOf = ({ tenant, id }: Owner): SecretPlace => ({ tenant, connection: id, slot: SLOT })

/** Seals a connection's secrets as one JSON object, or nothing where it has none. */
export function sealSecrets(
  vault: Vault,
  owner: Owner,
  secrets: SecretSet,
): Pick<ConnectionRecord, 'sealed' | 'keyId'> {
  const entries = Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()])
  if (entries.length === 0) return { sealed: null, keyId: null }
  const sealed = vault.seal(placeOf(owner), JSON.stringify(Object.fromEntries(entries)))
  return { sealed, keyId: vault.keyIdOf(sealed) }
}

/** Opens what {@link sealSecrets} sealed for this connection; each secret prints as a mask. */
export async function openSecrets(vault: Vault, record: Owner & Pick<ConnectionRecord, 'sealed'>): Promise<SecretSet> {
  if (record.sealed === null) return {}
  const texts: Readonly<Record<string, string>> = JSON.parse(await openSealed(vault, placeOf(record), record.sealed))
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, new Secret(text)]))
}
