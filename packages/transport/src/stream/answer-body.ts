import type { IncomingMessage } from 'node:http'
import type { ByteStream } from '@connform/core'

export interface AnswerBodyTools {
  readonly maxBytes: number
  /** Called for each piece that came. */
  readonly moved: () => void
  /** Ends the exchange because the answer is longer than it may be. */
  readonly endTooLarge: () => void
  /** Ends the exchange because nobody wants the rest. */
  readonly leave: () => void
  /** What a foreign error means. */
  readonly explain: (error: unknown) => Error
}

/** The bytes of an answer as they come; one reader, who may break off at any time. */
export function answerBody(response: IncomingMessage, tools: AnswerBodyTools): ByteStream {
  const pieces = read(response, tools)
  const iterator: AsyncIterator<Uint8Array, void> = {
    next: () => pieces.next(),
    // A generator that waits for a piece would hear of its end only after the piece.
    return: async () => {
      tools.leave()
      await pieces.return(undefined).catch(() => {})
      return { done: true, value: undefined }
    },
  }
  return Object.freeze({ [Symbol.asyncIterator]: () => iterator })
}

async function* read(response: IncomingMessage, tools: AnswerBodyTools): AsyncGenerator<Uint8Array, void> {
  let bytes = 0
  try {
    for await (const piece of response as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength
      if (bytes > tools.maxBytes) {
        tools.endTooLarge()
        throw new Error('too large')
      }
      tools.moved()
      yield piece
    }
    if (!response.complete) throw new Error('incomplete')
  } catch (error) {
    throw tools.explain(error)
  }
}
