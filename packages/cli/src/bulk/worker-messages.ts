import type { LineChunk } from '../input/line-chunks.ts'
import type { CheckedChunk } from './check-chunk.ts'

/** What a worker must know before its first chunk. */
export interface WorkerTask {
  /** Definition id. */
  readonly definition: string
  /** Milliseconds since 1970: all judge dated notices by one moment. */
  readonly now: number
}

/** Memory is handed over with each message, never copied. */
export interface WorkerQuestion {
  readonly chunk: LineChunk
  /** Where the reports are put. */
  readonly room: Buffer<ArrayBuffer>
}

export interface WorkerAnswer {
  readonly checked: CheckedChunk
  /** The memory of the chunk, for another one. */
  readonly spare?: Uint8Array<ArrayBuffer>
}

/** A buffer arrives in another thread as the plain bytes that it is. */
export const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Buffer<ArrayBuffer> =>
  Buffer.from(buffer, byteOffset, byteLength)
