/** The object id of the type `text`. */
const TEXT_TYPE = 25
const BYTES_OF_INT = 4
/** Dimensions, whether one is null, the type of the elements, how many there are, and the index of the first. */
const INTS_OF_HEADER = 5

/**
 * A `text[]` in PostgreSQL's binary format, for a parameter: to write thousands of long texts as one text, to send it and
 * to take it apart again costs more on both sides.
 * https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/utils/adt/arrayfuncs.c (array_recv)
 */
export function textArray(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const byteCount = lengths.reduce((sum, length) => sum + BYTES_OF_INT + length, INTS_OF_HEADER * BYTES_OF_INT)
  const bytes = Buffer.allocUnsafe(byteCount)
  let end = 0
  for (const int of [1, 0, TEXT_TYPE, texts.length, 1]) end = bytes.writeInt32BE(int, end)
  for (const [index, text] of texts.entries()) {
    end = bytes.writeInt32BE(lengths[index] ?? 0, end)
    end += bytes.write(text, end)
  }
  return bytes
}
