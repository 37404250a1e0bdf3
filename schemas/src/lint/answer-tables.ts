import type { AnswerRule, Definition } from '../generated/definition.ts'

/** A table from answers to causes, and where it stands in the definition. */
export interface AnswerTable {
  readonly path: readonly string[]
  readonly rows: readonly AnswerRule[]
}

/** The test's table, then that of each token endpoint and each mint. */
export function answerTablesOf({ test, auth }: Definition): AnswerTable[] {
  const ofAuth = Object.entries(auth).flatMap(([authType, method]): AnswerTable[] => {
    if (method.kind === 'header') return []
    if (method.kind === 'minted-token') {
      return [{ path: ['auth', authType, 'mint', 'answers'], rows: method.mint.answers }]
    }
    return [{ path: ['auth', authType, 'answers'], rows: method.answers }]
  })
  return [{ path: ['test', 'answers'], rows: test.answers }, ...ofAuth]
}
