import type { Clock } from '@connform/core'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { sparedKey } from './spared-key.ts'

const ASK_AGAIN_MS = 60_000

type LookForKeys = () => readonly KeyEncryptionKey[] | Promise<readonly KeyEncryptionKey[]>

/**
 * Key-encryption keys of before, which only unwrap; or a function that looks for them. It is called when a data key
 * names one that is not known, at most once a minute, so that a process learns of a key that was changed since.
 */
export type PreviousKeys = readonly KeyEncryptionKey[] | LookForKeys

/** The key-encryption keys that unwrap, by id. None is ever tried on what another one wrapped. */
export interface UnwrappingKeys {
  find(id: string): Promise<KeyEncryptionKey | undefined>
}

export function unwrappingKeys(current: KeyEncryptionKey, previous: PreviousKeys, clock: Clock): UnwrappingKeys {
  const byId = new Map([[current.id, current]])
  let askedAtMs = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined

  const add = (keys: readonly KeyEncryptionKey[]) => {
    for (const key of keys) if (!byId.has(key.id)) byId.set(key.id, sparedKey(key, clock))
  }
  if (typeof previous !== 'function') add(previous)

  async function ask(look: LookForKeys): Promise<void> {
    askedAtMs = clock().getTime()
    add(await look())
  }

  return Object.freeze({
    async find(id) {
      const known = byId.get(id)
      if (known !== undefined || typeof previous !== 'function') return known
      if (asking === undefined && Math.abs(clock().getTime() - askedAtMs) >= ASK_AGAIN_MS) {
        asking = ask(previous).finally(() => {
          asking = undefined
        })
      }
      await asking
      return byId.get(id)
    },
  } satisfies UnwrappingKeys)
}
