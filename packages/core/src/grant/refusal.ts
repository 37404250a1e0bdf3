import type { AnswerRule } from '../definition.ts'
import { isTransportError } from '../errors.ts'
import type { HttpAnswer } from '../ports.ts'
import { findRule, unexpectedAnswer } from '../test/read-answer.ts'
import { transportFailure } from '../test/transport-causes.ts'
import type { GrantOutcome } from './grant.ts'

/** A refused token as an outcome, by the definition's table. */
export function refusal(answers: readonly AnswerRule[], answer: HttpAnswer): GrantOutcome {
  return { ok: false, failure: findRule(answers, answer) ?? unexpectedAnswer(answer), httpStatus: answer.status }
}

/** What the network did as an outcome; any other failure is thrown on. */
export async function orTransportFailure(ask: () => Promise<GrantOutcome>): Promise<GrantOutcome> {
  try {
    return await ask()
  } catch (error) {
    if (!isTransportError(error)) throw error
    return { ok: false, failure: transportFailure(error) }
  }
}
