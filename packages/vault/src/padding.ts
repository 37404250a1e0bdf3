const BLOCK_BYTES = 64
const SPACE = 0x20
const LINE_FEED = 0x0a

// Tokens are as long as what they hold. Filling up to 64 bytes hides most of a secret's length, and filling with
// spaces keeps a JSON payload JSON for any other reader. Spaces alone could not be told from a text's own, so a text
// that ends in a space or a line feed gets one line feed first, which JSON ignores just as well:
//
//   {"a":1}     →  {"a":1}␠␠␠…         as it is, then spaces
//   two␠        →  two␠␊␠␠␠…           one line feed ends the text
//   line␊       →  line␊␊␠␠␠…          likewise
//
// Reading backwards: drop all spaces, then one line feed if there is one. What is left is the text, whatever it was.

/** Bytes of UTF-8 that `text` fills once padded: a multiple of 64, never 0. */
export function paddedLength(text: string): number {
  const length = Buffer.byteLength(text, 'utf8') + (needsEnd(text) ? 1 : 0)
  return Math.max(Math.ceil(length / BLOCK_BYTES), 1) * BLOCK_BYTES
}

/** Writes `text` padded to the start of `target`, which holds at least {@link paddedLength} bytes; returns how many. */
export function writePadded(text: string, target: Buffer): number {
  let length = target.write(text, 0, 'utf8')
  if (needsEnd(text)) {
    target[length] = LINE_FEED
    length += 1
  }
  const padded = Math.max(Math.ceil(length / BLOCK_BYTES), 1) * BLOCK_BYTES
  target.fill(SPACE, length, padded)
  return padded
}

/** How many bytes at the start of a padded payload are the text. */
export function textLength(payload: Uint8Array): number {
  let end = payload.length
  while (end > 0 && payload[end - 1] === SPACE) end -= 1
  return end > 0 && payload[end - 1] === LINE_FEED ? end - 1 : end
}

function needsEnd(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last === SPACE || last === LINE_FEED
}
