import { ConnformError, type Vault } from '@connform/core'

const MAX_ATTEMPTS = 10

/**
 * Seals and stores. Where the data key was destroyed since it was read (another process rotated the keys and swept),
 * the keys are read again and `write` is repeated: it seals inside, and stores nothing where it fails.
 */
export async function sealedWrite<T>(
  { vault, tenant }: { readonly vault: Vault; readonly tenant: string },
  write: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    await vault.load(tenant)
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof ConnformError) || error.code !== 'ERR_STORE_KEY_GONE' || attempt === MAX_ATTEMPTS)
        throw error
      vault.forget(tenant)
    }
  }
}
