import { createHash, createHmac, createSecretKey, randomFillSync } from 'node:crypto'
import { publicHalf } from './open-box.ts'

const PRIVATE_BYTES = 32

/** A key pair of one period. */
export interface SealingKey {
  /** Follows from the public half. */
  readonly keyId: string
  readonly publicBytes: Uint8Array
  readonly privateBytes: Uint8Array
  /** Nothing it sealed opens from then on, in milliseconds since 1970. */
  readonly endsAtMs: number
  /** Ids of what was opened with it, where nobody else remembers them. */
  readonly opened: Set<string>
}

export interface SealingKeyRing {
  /** The key to seal with at this time. */
  current(nowMs: number): SealingKey
  find(keyId: string, nowMs: number): SealingKey | undefined
  /** Erases a key before its time. */
  drop(key: SealingKey): void
  /** Erases every key. */
  erase(): void
}

/**
 * One key per period of `lifetimeMs`, kept until the end of the next one and erased then: what is issued at any moment
 * of a period is good for a whole lifetime. With a seed, every process that has it makes the same keys, and also looks
 * one period ahead, for a process whose clock is.
 */
export function sealingKeyRing(lifetimeMs: number, seed: Uint8Array | undefined): SealingKeyRing {
  const seedKey = seed && createSecretKey(seed)
  const keys = new Map<number, SealingKey>()

  function make(period: number): SealingKey {
    const privateBytes = seedKey
      ? createHmac('sha256', seedKey).update(`connform sealing key 1 ${lifetimeMs} ${period}`).digest()
      : randomFillSync(Buffer.alloc(PRIVATE_BYTES))
    const publicBytes = publicHalf(privateBytes)
    const keyId = createHash('sha256').update(publicBytes).digest().toString('base64url', 0, 16)
    const key = { keyId, publicBytes, privateBytes, endsAtMs: (period + 2) * lifetimeMs, opened: new Set<string>() }
    keys.set(period, key)
    return key
  }

  function forget(period: number, key: SealingKey): void {
    key.privateBytes.fill(0)
    key.opened.clear()
    keys.delete(period)
  }

  function periodOf(nowMs: number): number {
    for (const [period, key] of keys) if (nowMs >= key.endsAtMs) forget(period, key)
    return Math.floor(nowMs / lifetimeMs)
  }

  return Object.freeze({
    current(nowMs: number) {
      const period = periodOf(nowMs)
      return keys.get(period) ?? make(period)
    },
    find(keyId: string, nowMs: number) {
      const period = periodOf(nowMs)
      if (seedKey) for (const near of [period - 1, period, period + 1]) keys.get(near) ?? make(near)
      return [...keys.values()].find((key) => key.keyId === keyId)
    },
    drop(key: SealingKey) {
      for (const [period, one] of keys) if (one === key) forget(period, one)
    },
    erase() {
      for (const [period, key] of keys) forget(period, key)
    },
  })
}
