import type { Issue, TestResult } from '@connform/core'
import type { CreateOptions } from './connections.ts'
import type { Context } from './context.ts'
import { runTest, type Subject, scopesOf } from './run-test.ts'
import { testIssue } from './test-issue.ts'

/** What came of the test before a save. */
export interface Verdict {
  /** Undefined where no test was made. */
  readonly test: TestResult | undefined
  /** Why nothing may be stored, as an issue of the form. */
  readonly refusal: Issue | undefined
}

export const untested: Verdict = Object.freeze({ test: undefined, refusal: undefined })

/** Makes the test that `options.verify` asks for. A test that was stopped says nothing, so nothing is stored on it. */
export async function verify(context: Context, subject: Subject, options: CreateOptions): Promise<Verdict> {
  const { definition } = subject.adapter
  if (options.verify === 'skip') {
    scopesOf(definition, options.profile)
    return untested
  }
  const test = await runTest(context, subject, options)
  const refused = !test.ok && (options.verify !== 'report' || options.signal?.aborted === true)
  return { test, refusal: refused ? testIssue(definition, subject.credentials.authType, test) : undefined }
}
