import type { FastifyRequest } from 'fastify'
import type { Answer } from '../requests/answer.ts'
import { codeOf } from './code-of.ts'
import { isOurFault } from './problem-answer.ts'

/** Logs what is our fault: its code, and where it came from. Its text is left out, for it may hold anything. */
export function reportFailure(request: FastifyRequest, error: unknown, answer: Answer): void {
  if (!isOurFault(answer)) return
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  request.log.error({ code: codeOf(error), at: frames.slice(0, 12).map((line) => line.trim()) }, 'request failed')
}
