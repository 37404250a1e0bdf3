import { randomFillSync } from 'node:crypto'
import { ConnformError } from '@connform/core'
import { IV_BYTES } from './jwe.ts'

const MAX_POOL = 65_536

/** Random IVs, one after another. */
export interface IvSource {
  /** The next IV; the same bytes are written over by the call after, so use it at once. */
  next(): Buffer
  erase(): void
}

/**
 * Draws `pool` IVs at a time, because one draw costs as much as sealing a short text. A pool is copied with the
 * process by a snapshot of a virtual machine, and two copies would use the same IVs: it is small, filled at the first
 * use and not before, and each IV is erased as it is taken. 0 draws every IV by itself.
 */
export function ivSource(pool: number): IvSource {
  if (!Number.isInteger(pool) || pool < 0 || pool > MAX_POOL) {
    throw new ConnformError('ERR_OPTION_INVALID', `ivPool has to be a whole number from 0 to ${MAX_POOL}.`)
  }
  const current = Buffer.alloc(IV_BYTES)
  const drawn = Buffer.alloc(pool * IV_BYTES)
  let at = drawn.length
  return Object.freeze({
    next() {
      if (pool === 0) return randomFillSync(current)
      if (at === drawn.length) {
        randomFillSync(drawn)
        at = 0
      }
      drawn.copy(current, 0, at, at + IV_BYTES)
      drawn.fill(0, at, at + IV_BYTES)
      at += IV_BYTES
      return current
    },
    erase() {
      drawn.fill(0)
      current.fill(0)
      at = drawn.length
    },
  })
}
