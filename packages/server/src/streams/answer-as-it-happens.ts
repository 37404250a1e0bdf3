import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemAnswer } from '../problems/problem-answer.ts'
import { reportFailure } from '../problems/report-failure.ts'
import { type Answer, sendAnswer } from '../requests/answer.ts'

/** The media type of one JSON value per line. https://github.com/ndjson/ndjson-spec */
export const LINES_TYPE = 'application/x-ndjson'

/** What somebody who waits is told meanwhile, and what stops the work. */
export interface Telling {
  /** Aborted when the caller is gone, and when the server has waited long enough for it. */
  readonly signal: AbortSignal
  tell(line: Readonly<Record<string, unknown>>): void
}

/**
 * Answers in one piece or, where lines are asked for, as it happens: a line each time something is told, and a last one
 * with what the one piece would have been: `{ status, body }`.
 */
export async function answerAsItHappens(
  request: FastifyRequest,
  reply: FastifyReply,
  { stop, run }: { readonly stop: AbortSignal; readonly run: (telling: Telling) => Promise<Answer> },
): Promise<FastifyReply> {
  const signal = AbortSignal.any([stop, goneSignal(reply)])
  if (!wantsLines(request)) return sendAnswer(reply, await run({ signal, tell: () => undefined }))
  const lines = new PassThrough()
  const write = (line: unknown): void => {
    if (lines.writable) lines.write(`${JSON.stringify(line)}\n`)
  }
  const work = run({ signal, tell: write }).catch((error: unknown) => {
    const answer = problemAnswer(error, request.id)
    reportFailure(request, error, answer)
    return answer
  })
  work.then(({ status, body }) => {
    write({ status, body })
    lines.end()
  })
  return reply.code(200).type(LINES_TYPE).send(lines)
}

const wantsLines = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').includes(LINES_TYPE)

/** Aborted when the connection ends before the answer does. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}
