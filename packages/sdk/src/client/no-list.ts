import { type Adapter, type ConnformError, findRule, UnexpectedAnswerError } from '@connform/core'
import type { ClientAnswer } from './client.ts'

/** An answer that is no list; with what the definition's table says of it, where it is a refusal. */
export function noList({ ok, status, headers, data }: ClientAnswer, { definition }: Adapter): ConnformError {
  const body = typeof data === 'string' ? data : JSON.stringify(data)
  const rule = ok ? undefined : findRule(definition.test.answers, { status, headers, body })
  const message = `The provider answered with status ${status} and no list.${rule === undefined ? '' : ` ${rule.message}`}`
  return new UnexpectedAnswerError(status, message, rule?.hints[0])
}
