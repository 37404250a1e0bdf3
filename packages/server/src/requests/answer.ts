import type { FastifyReply } from 'fastify'

/** What a request is answered with, before it is known how. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Sends an answer in one piece. */
export function sendAnswer(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  reply.code(status).headers(headers)
  return body === undefined ? reply.send() : reply.send(body)
}
