/** Lines in a row, the way they were read. */
export interface LineChunk {
  /**
   * Whole lines, each with its line feed, other than perhaps the last of all; in memory that `room` has given.
   * Undefined for a single line that is longer than the limit, which is passed over unread.
   */
  readonly bytes: Buffer<ArrayBuffer> | undefined
  /** Number of the first of them, counted from 1 as editors do. */
  readonly firstLine: number
  /** Bytes of the input up to its end. */
  readonly endByte: number
}

export interface LineChunkOptions {
  /** Of a line, without its line feed. */
  readonly maxLineBytes: number
  /** Of a chunk: what is made of short lines is many times as long as they are. */
  readonly maxLines: number
  /** Gives memory for so many bytes at least. */
  readonly room: (bytes: number) => Buffer<ArrayBuffer>
}

const LINE_FEED = 0x0a

/**
 * Cuts bytes at line feeds alone, as NDJSON has them: a string of JSON may hold the other characters that end a line
 * elsewhere. Gives what a piece completes as soon as it is there; never holds more than one line and one piece.
 * https://github.com/ndjson/ndjson-spec
 */
export async function* lineChunks(pieces: AsyncIterable<Buffer>, options: LineChunkOptions): AsyncGenerator<LineChunk> {
  const { maxLineBytes, maxLines, room } = options
  let firstLine = 1
  let endByte = 0
  // The line that has begun, as far as it was read; nothing is kept of one that is too long.
  let begun: Buffer[] = []
  let length = 0
  const take = (more: Buffer, lines: number): LineChunk => {
    endByte += length + more.length
    const chunk = { bytes: joined([...begun, more], room), firstLine, endByte }
    firstLine += lines
    begun = []
    length = 0
    return chunk
  }
  const passOver = (rest: number): LineChunk => {
    endByte += length + rest
    begun = []
    length = 0
    return { bytes: undefined, firstLine: firstLine++, endByte }
  }
  for await (const piece of pieces) {
    let start = 0
    let lineStart = 0
    let lines = 0
    for (let feed = piece.indexOf(LINE_FEED); feed >= 0; feed = piece.indexOf(LINE_FEED, lineStart)) {
      const isLong = feed - lineStart + (lines === 0 ? length : 0) > maxLineBytes
      if (lines > 0 && (isLong || lines === maxLines)) {
        yield take(piece.subarray(start, lineStart), lines)
        start = lineStart
        lines = 0
      }
      lineStart = feed + 1
      if (!isLong) lines++
      else {
        yield passOver(lineStart - start)
        start = lineStart
      }
    }
    if (lines > 0) yield take(piece.subarray(start, lineStart), lines)
    length += piece.length - lineStart
    if (length > maxLineBytes) begun = []
    else if (lineStart < piece.length) begun.push(Buffer.from(piece.subarray(lineStart)))
  }
  if (length > maxLineBytes) yield passOver(0)
  else if (length > 0) yield take(NOTHING, 1)
}

const NOTHING = Buffer.alloc(0)

function joined(parts: readonly Buffer[], room: LineChunkOptions['room']): Buffer<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const bytes = room(length).subarray(0, length)
  let end = 0
  for (const part of parts) end += part.copy(bytes, end)
  return bytes
}
