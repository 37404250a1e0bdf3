import { HttpProblem } from '../problems/http-problem.ts'

const MAX_DEPTH = 8
const MAX_FIELDS = 200

/** Refuses a body that is deeper or has more members than any form: at most 8 levels and, unless a route says otherwise, 200 members in all. */
export function assertModest(body: unknown, maxFields = MAX_FIELDS): void {
  let fields = 0
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return
    if (depth > MAX_DEPTH) throw tooMuch(`more than ${MAX_DEPTH} levels`)
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, depth + 1)
      return
    }
    const members = Object.values(value)
    fields += members.length
    if (fields > maxFields) throw tooMuch(`more than ${maxFields} members`)
    for (const member of members) visit(member, depth + 1)
  }
  visit(body, 1)
}

const tooMuch = (what: string): HttpProblem =>
  new HttpProblem('invalid_request', { detail: `The body has ${what}, which nothing here needs.` })
