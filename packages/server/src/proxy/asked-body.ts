import type { IncomingMessage } from 'node:http'
import type { ByteStream } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'

/** A body as it comes, up to a limit. */
export interface AskedBody {
  /** Undefined where the request has none. */
  readonly stream: ByteStream | undefined
  /** What became of it, where that is why nothing could be sent on. */
  problem(): HttpProblem | undefined
  /** Reads past what nobody wants any more: the next request of the connection comes after it. */
  skip(): void
}

/** The body of a request, which is not read before it is sent on. Throws where its length says that it is too long. */
export function askedBody(message: IncomingMessage, maxBytes: number): AskedBody {
  const { 'content-length': length, 'transfer-encoding': coding } = message.headers
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes)
  let problem: HttpProblem | undefined
  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    let bytes = 0
    // Whoever reads no further must still be able to answer on the same connection.
    for await (const piece of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength
      if (bytes > maxBytes) {
        problem = tooLarge(maxBytes)
        throw problem
      }
      yield piece
    }
  }
  const hasBody = coding !== undefined || Number(length ?? 0) > 0
  return {
    stream: hasBody ? pieces() : undefined,
    problem: () => problem,
    skip: () => {
      // Whoever read so far may still wait for a piece, and a stream that is waited for does not flow.
      message.removeAllListeners('readable')
      setImmediate(() => message.resume())
    },
  }
}

const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem('body_too_large', {
    detail: `The body holds more than the ${maxBytes} bytes that are sent on.`,
    headers: { connection: 'close' },
  })
