import type { SaveResult } from 'connform'
import { HttpProblem } from '../problems/http-problem.ts'
import type { Answer } from './answer.ts'
import { connectionTag } from './entity-tag.ts'

/** A save as an answer. One that did not work is a problem with the issues of the form. */
export function saveAnswer(result: SaveResult, headers: Readonly<Record<string, string>> = {}, status = 200): Answer {
  if (!result.ok) {
    const { issues, changes, test } = result
    const detail =
      test === undefined || test.ok ? 'The form is not complete yet.' : 'The test of the connection failed.'
    throw new HttpProblem('invalid_input', { detail, issues, changes, ...(test === undefined ? {} : { test }) })
  }
  const { ok: _, ...body } = result
  return { status, headers: { etag: connectionTag(result.connection), ...headers }, body }
}
