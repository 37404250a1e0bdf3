import { HttpProblem } from '../problems/http-problem.ts'

/**
 * Refuses a path or a query with the character U+0000: no name or id has it, and a database that was asked for one
 * would fail.
 */
export function assertStorable(url: string): void {
  if (!url.includes('%00')) return
  throw new HttpProblem('invalid_request', { detail: 'The address has the character U+0000, which nothing here has.' })
}
