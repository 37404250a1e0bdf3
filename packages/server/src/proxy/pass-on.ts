import { pipeline } from 'node:stream/promises'
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
  reply.hijack()
  raw.writeHead(answer.status, headers)
  raw.flushHeaders()
  try {
    await pipeline(answer.body, raw)
  } catch {
    raw.destroy()
  }
}
