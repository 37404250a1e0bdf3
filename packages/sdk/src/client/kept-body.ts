import type { ByteStream, RepeatableBody } from '@connform/core'

/** A body that comes piece by piece can be sent again while no more of it than this has come. */
const KEPT_BYTES = 262_144

/** The beginning of a body, kept for as long as the request may have to be sent again. */
export interface KeptBody extends RepeatableBody {
  /** The request will not be sent again. */
  release(): void
}

/**
 * Keeps the beginning of a body that is read once, without holding up what comes. Who begins to read it again begins
 * with what was kept and goes on with what comes, while who read it before gets no more. Throws, rather than give a body
 * without its beginning, where that is gone.
 */
export function keepBody(source: ByteStream): KeptBody {
  const pieces = source[Symbol.asyncIterator]()
  /** What has come, from the piece `gone` on. */
  const kept: Uint8Array[] = []
  let gone = 0
  let cameBytes = 0
  let end: 'ended' | 'broken' | undefined
  let coming: Promise<void> | undefined
  let reader: object | undefined
  let isRepeatable = true

  /** Waits for the next piece; one reader may leave while it comes, and another wait for the same. */
  const come = (): Promise<void> => {
    coming ??= pieces.next().then(
      ({ done, value }) => {
        coming = undefined
        if (done) end = 'ended'
        else {
          cameBytes += value.byteLength
          kept.push(value)
        }
      },
      () => {
        end = 'broken'
      },
    )
    return coming
  }
  const letGo = () => {
    Promise.resolve(pieces.return?.()).catch(() => {})
  }

  return Object.freeze<KeptBody>({
    get isRepeatable() {
      return isRepeatable
    },
    release: () => {
      isRepeatable = false
      if (reader === undefined) letGo()
    },
    [Symbol.asyncIterator]: () => {
      if (gone > 0) throw new Error('The beginning of the body is gone.')
      const self = {}
      let at = 0
      reader = self
      return {
        next: async () => {
          while (reader === self && at - gone >= kept.length) {
            if (end === 'broken') throw new Error('The body broke off.')
            if (end === 'ended') break
            await come()
          }
          const value = reader === self ? kept[at - gone] : undefined
          if (value === undefined) return { done: true, value: undefined }
          at += 1
          if (cameBytes > KEPT_BYTES) isRepeatable = false
          if (!isRepeatable) {
            kept.splice(0, at - gone)
            gone = at
          }
          return { done: false, value }
        },
        return: async () => {
          if (reader === self) {
            reader = undefined
            if (!isRepeatable) letGo()
          }
          return { done: true, value: undefined }
        },
      }
    },
  })
}
