import { pipeline } from 'node:stream/promises'
import { UnexpectedAnswerError } from '@connform/core'
import type { ForwardAnswer } from 'connform'
import type { FastifyReply } from 'fastify'
import { passedHeaders } from './proxy-headers.ts'

/**
 * Sends a provider's answer to the caller as it comes, its head at once. Where it does not come to its end, the
 * connection is cut: there is no other way to say so once an answer has begun (RFC 9112 §8).
 */
export async function passOn(reply: FastifyReply, answer: ForwardAnswer): Promise<void> {
  const { raw } = reply
  const headers = passedHeaders(answer.headers, reply.getHeaders())
  try {
    raw.writeHead(answer.status, headers)
  } catch {
    // Node reads some heads that it does not write.
    await answer.body[Symbol.asyncIterator]().return?.()
    throw new UnexpectedAnswerError(answer.status, 'The provider answered with a head that cannot be passed on.')
  }
  reply.hijack()
  raw.flushHeaders()
  try {
    await pipeline(answer.body, raw)
  } catch {
    raw.destroy()
  }
}
