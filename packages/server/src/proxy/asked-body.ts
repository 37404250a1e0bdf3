import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import type { ByteStream } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'

/** A body as it comes, up to a limit. */
export interface AskedBody {
  /** Undefined where the request has none. */
  readonly stream: ByteStream | undefined
  /** What became of it, where that is why nothing could be sent on. */
  problem(): HttpProblem | undefined
  /** Nothing of it is wanted any more. */
  leave(): void
}

/** The body of a request, which is not read before it is sent on. Throws where its length says that it is too long. */
export function askedBody(message: IncomingMessage, maxBytes: number): AskedBody {
  const { 'content-length': length, 'transfer-encoding': coding } = message.headers
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (coding === undefined && Number(length ?? 0) === 0) return noBody
  const through = new PassThrough()
  message.pipe(through)
  for (const stream of [message, through]) stream.on('error', () => {})
  message.once('close', () => {
    if (!message.complete) through.destroy(new Error('The caller has gone.'))
  })
  // The next request of the connection comes after what nobody wanted of this one.
  through.once('close', () => message.resume())
  let problem: HttpProblem | undefined
  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    let bytes = 0
    for await (const piece of through as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength
      if (bytes > maxBytes) {
        problem = tooLarge(maxBytes)
        throw problem
      }
      yield piece
    }
  }
  return { stream: pieces(), problem: () => problem, leave: () => void through.destroy() }
}

const noBody: AskedBody = Object.freeze({ stream: undefined, problem: () => undefined, leave: () => {} })

const tooLarge = (maxBytes: number): HttpProblem =>
  new HttpProblem('body_too_large', {
    detail: `The body holds more than the ${maxBytes} bytes that are sent on.`,
    headers: { connection: 'close' },
  })
