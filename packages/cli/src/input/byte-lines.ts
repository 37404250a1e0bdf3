/** A line without its line feed; undefined for one that is longer than the limit, which is passed over unread. */
export type ByteLine = Buffer | undefined

const LINE_FEED = 0x0a

/**
 * Cuts bytes into lines at line feeds alone, as NDJSON has them: a string of JSON may hold the other characters that
 * end a line elsewhere. Gives the lines of each chunk together; never holds more than one line and one chunk.
 * https://github.com/ndjson/ndjson-spec
 */
export async function* byteLines(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<ByteLine[]> {
  let parts: Buffer[] = []
  let length = 0
  const add = (part: Buffer) => {
    length += part.length
    if (length > maxBytes) parts = []
    else if (part.length > 0) parts.push(part)
  }
  const end = (): ByteLine => {
    const line = length > maxBytes ? undefined : Buffer.concat(parts)
    parts = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: ByteLine[] = []
    let start = 0
    for (let feed = chunk.indexOf(LINE_FEED); feed >= 0; feed = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, feed))
      lines.push(end())
      start = feed + 1
    }
    add(chunk.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [end()]
}
