import { type ConnectionRecord, type ConnectionStore, Secret, type SecretPlace, type Vault } from '@connform/core'
import { openSealed } from '../open-sealed.ts'
import { sameTyping } from './same-requests.ts'

/** The one slot that holds all secrets of a form; they change together, so one row is written. */
const SLOT = 'credentials'

export type SecretSet = Readonly<Record<string, Secret>>

/** What secrets are opened with: the keys, and the store to look once more. */
export interface Opening {
  readonly vault: Vault
  readonly store: ConnectionStore
}

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
export async function openSecrets({ vault, store }: Opening, record: ConnectionRecord): Promise<SecretSet> {
  if (record.sealed === null) return {}
  const sealed = { place: placeOf(record), token: record.sealed }
  const text = await openSealed(vault, sealed, async () => {
    const latest = await store.get(record.tenant, record.id)
    // Other secrets are for other requests than those of this reading.
    return latest !== undefined && sameTyping(record, latest) ? latest.sealed : undefined
  })
  const texts: Readonly<Record<string, string>> = JSON.parse(text)
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, new Secret(text)]))
}
