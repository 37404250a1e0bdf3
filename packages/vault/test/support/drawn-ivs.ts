import { ivSource } from '../../src/iv-source.ts'

/** So many IVs of a source of its own, one behind the other. */
export function drawnIvs(count: number): Uint8Array<ArrayBuffer> {
  const drawn = new Uint8Array(count * 12)
  const ivs = ivSource(256)
  for (let index = 0; index < count; index += 1) drawn.set(ivs.next(), index * 12)
  return drawn
}
