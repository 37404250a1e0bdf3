import { isProblem, localCodes } from '../api/problem.ts'
import type { Texts } from '../texts/languages.ts'

export interface ProblemText {
  readonly text: string
  readonly hint: string | undefined
}

/** What is wrong in one sentence, what to do in the next. */
export function problemText(error: unknown, t: Texts): ProblemText {
  if (!isProblem(error)) return { text: t.problems.generalTitle, hint: undefined }
  const own: Readonly<Record<string, string>> = {
    [localCodes.unreachable]: t.problems.unreachable,
    [localCodes.unreadable]: t.problems.unreadable,
    [localCodes.cut]: t.problems.cut,
    [localCodes.insecure]: t.problems.insecure,
    forbidden: t.problems.forbidden,
  }
  return { text: own[error.code] ?? error.message, hint: error.hint }
}
