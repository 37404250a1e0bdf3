/** Buffers that are used again: to make one anew costs more than to fill it, and it is let go of late. */
export interface SpareBuffers {
  /** One with room for so many bytes at least. What stands in it is of no matter. */
  take(bytes: number): Buffer<ArrayBuffer>
  /** Takes back the memory of a buffer that nobody reads any more. */
  give(buffer: Uint8Array<ArrayBuffer>): void
}

/** Larger ones, for long lines, are made when they are needed and let go of. */
const USUAL_BYTES = 512 * 1024

export function spareBuffers(): SpareBuffers {
  const spares: ArrayBuffer[] = []
  return Object.freeze<SpareBuffers>({
    take: (bytes) => {
      const spare = bytes > USUAL_BYTES ? undefined : spares.pop()
      return spare === undefined ? Buffer.allocUnsafeSlow(Math.max(bytes, USUAL_BYTES)) : Buffer.from(spare)
    },
    give: ({ buffer }) => {
      if (buffer.byteLength === USUAL_BYTES) spares.push(buffer)
      // Its memory would otherwise wait for a collection of garbage, which comes seldom to who only hands on.
      else buffer.transfer(0)
    },
  })
}
