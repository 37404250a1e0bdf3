/** A delay below `withinMs` that is always the same for an id, so that what is due at once is not done at once. */
export function spreadMs(id: string, withinMs: number): number {
  // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  return Math.floor(((hash >>> 0) / 2 ** 32) * withinMs)
}
