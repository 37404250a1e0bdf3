import { ConnformError, type SecretPlace, type Vault } from '@connform/core'

/** Opens a sealed text. A data key that another process made since the last look is fetched once. */
export async function openSealed(vault: Vault, place: SecretPlace, token: string): Promise<string> {
  await vault.load(place.tenant)
  try {
    return vault.open(place, token)
  } catch (error) {
    if (!(error instanceof ConnformError) || error.code !== 'ERR_VAULT_KEY_UNKNOWN') throw error
  }
  await vault.load(place.tenant)
  return vault.open(place, token)
}
