import { createReadStream, fstatSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { addAbortSignal, type Readable } from 'node:stream'
import { assertReadable } from './assert-readable.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** What a file holds, or stdin for `-`, piece by piece. */
export interface Pieces {
  /** Bytes of the whole, where that is known beforehand. */
  readonly total?: number
  /**
   * Each piece holds until the next one is asked for. Throws the signal's reason when that ends, and `UsageError`
   * where the system refuses.
   */
  read(stop: AbortSignal): AsyncGenerator<Buffer>
}

const STDIN = 0
const PIECE_BYTES = 96 * 1024

/** Throws `UsageError` in one plain line for a file that cannot be read. */
export function openPieces(file: string): Pieces {
  if (file === '-') {
    const stats = fstatSync(STDIN)
    const read: Pieces['read'] = (stop) => named('stdin', piecesOfStream(process.stdin, stop), stop)
    return stats.isFile() ? { total: stats.size, read } : { read }
  }
  assertReadable(file)
  const stats = statSync(file)
  // A pipe with a name may stay silent, and only a stream lets go of it.
  return stats.isFile()
    ? { total: stats.size, read: (stop) => named(file, piecesOfFile(file, stop), stop) }
    : { read: (stop) => named(file, piecesOfStream(createReadStream(file), stop), stop) }
}

async function* named(name: string, pieces: AsyncGenerator<Buffer>, stop: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* pieces
  } catch (error) {
    throw stop.aborted ? stop.reason : whyUnreadable(name, error)
  }
}

/** Reads on while a piece is worked on, in turns into two buffers. */
async function* piecesOfFile(name: string, stop: AbortSignal): AsyncGenerator<Buffer> {
  const file = await open(name)
  const buffers = [Buffer.allocUnsafeSlow(PIECE_BYTES), Buffer.allocUnsafeSlow(PIECE_BYTES)] as const
  let turn: 0 | 1 = 0
  let reading = file.read(buffers[turn])
  try {
    for (let { bytesRead } = await reading; bytesRead > 0; { bytesRead } = await reading) {
      stop.throwIfAborted()
      const piece = buffers[turn].subarray(0, bytesRead)
      turn = turn === 0 ? 1 : 0
      reading = file.read(buffers[turn])
      // Awaited later: a failure is not to be taken for one that nobody looks at.
      reading.catch(() => undefined)
      yield piece
    }
  } finally {
    await reading.catch(() => undefined)
    await file.close()
  }
}

async function* piecesOfStream(stream: Readable, stop: AbortSignal): AsyncGenerator<Buffer<ArrayBuffer>> {
  for await (const piece of addAbortSignal(stop, stream) as AsyncIterable<Buffer<ArrayBuffer>>) {
    yield piece
    // A collection of garbage comes seldom to who only hands on, and the memory of what was read would pile up.
    if (piece.length === piece.buffer.byteLength) piece.buffer.transfer(0)
  }
}
