import { ConnformError, type SecretPlace, type Vault } from '@connform/core'

/** Looks for the same secret as it is stored by now; undefined where it is another one, or none. */
type ReadAgain = () => Promise<string | null | undefined>

/**
 * Opens a sealed text. A data key that another process made since the last look is fetched once; and where the key of
 * the text was destroyed since it was read, after a sweep that sealed the same secret anew, it is read again.
 */
export async function openSealed(
  vault: Vault,
  { place, token }: { readonly place: SecretPlace; readonly token: string },
  readAgain: ReadAgain = async () => undefined,
): Promise<string> {
  await vault.load(place.tenant)
  const opened = openIfKnown(vault, place, token)
  if (opened !== undefined) return opened
  await vault.load(place.tenant)
  const openedNow = openIfKnown(vault, place, token)
  if (openedNow !== undefined) return openedNow
  const latest = await readAgain()
  // The same text again: nobody sealed it anew, its key is gone.
  if (typeof latest !== 'string' || latest === token) return vault.open(place, token)
  return openSealed(vault, { place, token: latest }, readAgain)
}

/** Undefined for a token whose key is not in memory. */
function openIfKnown(vault: Vault, place: SecretPlace, token: string): string | undefined {
  try {
    return vault.open(place, token)
  } catch (error) {
    if (error instanceof ConnformError && error.code === 'ERR_VAULT_KEY_UNKNOWN') return undefined
    throw error
  }
}
