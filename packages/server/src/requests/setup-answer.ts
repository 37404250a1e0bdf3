import type { SetupResult } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'
import type { Answer } from './answer.ts'
import { setupTag } from './entity-tag.ts'

type Refused = Extract<SetupResult, { readonly ok: false }>

/** A change of a setup as an answer. One that did not work is a problem, with the guard where it waits for a person. */
export function setupAnswer(result: SetupResult, headers: Readonly<Record<string, string>> = {}, status = 200): Answer {
  if (!result.ok) {
    const { ok: _, ...details } = result
    throw new HttpProblem('invalid_input', { detail: detailOf(result), ...details })
  }
  const { ok: _, ...body } = result
  return { status, headers: { etag: setupTag(result.setup), ...headers }, body }
}

function detailOf({ guard, test }: Refused): string {
  if (guard !== undefined) return 'The change has to be confirmed.'
  if (test !== undefined && !test.ok) return 'The test of the connection failed.'
  return 'The form is not complete yet.'
}
